"""No citizen service number comes in: every text of every body, query and file name is screened."""

from collections.abc import Iterator, Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.fields import empty

from register.access import Actor
from register.models import Registration
from register.rules.national_numbers import CODE, EN, NL, national_numbers_in
from register.scoping.wording import say

# What has a form of its own that no such number fits; bodies within a body screen themselves.
FORMED = (
    serializers.BaseSerializer,
    serializers.BooleanField,
    serializers.ChoiceField,
    serializers.DateField,
    serializers.DateTimeField,
    serializers.DecimalField,
    serializers.IntegerField,
    serializers.TimeField,
    serializers.UUIDField,
)


def screen(field: serializers.Field[Any, Any, Any, Any], given: Any, *, actor: Actor | None) -> None:
    """ValidationError when a text in what was given for a field can be a citizen service number.

    The sentence does not repeat it. A registration number that the actor can see is none.
    """
    if given is empty or _holds_no_text(field):
        return
    found = {number for text in _texts(given) for number in national_numbers_in(text)}
    if found and not found <= _registered(found, actor):
        raise ValidationError(say(NL, EN), CODE)


def _holds_no_text(field: Any) -> bool:
    """Whether a field, or each of a list, has no room for such a number, or names something that is there."""
    inner = getattr(field, "child", field)
    return isinstance(inner, FORMED) or bool(getattr(inner, "names_something", False))


def _registered(numbers: set[str], actor: Actor | None) -> set[str]:
    if actor is None:
        return set()
    seen = Registration.objects.visible_to(actor).filter(number__in=numbers)
    return set(seen.values_list("number", flat=True))


def _texts(value: Any) -> Iterator[str]:
    """Every text, and every whole number, at any depth; of a file its name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(key)
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    else:
        yield str(getattr(value, "name", "") or "")
