"""What the views of this room share: one's own rows, one's own person, a body without anything in it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from register.access import Actor, Permission
from register.scoping import ScopedView
from register.scoping.inputs import Input, Line, Named, Text

LONGEST = 20_000


class OwnStepIn(Input):
    """Nothing: the address says it all."""

    example: Mapping[str, Any] = {}


class Own(Named):
    """Only what is one's own; another's, though seen, is answered like one that is missing."""

    def __init__(self, *args: Any, owner: str = "person", **kwargs: Any) -> None:
        self.owner = owner
        super().__init__(*args, **kwargs)

    def seen_by(self, actor: Actor) -> QuerySet[Any]:
        return super().seen_by(actor).filter(**{self.owner: actor.person_id})


class Answers(serializers.DictField):
    """Answers by the code of the question of a template."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=Text(allow_blank=True, max_length=LONGEST), **kwargs)


class TwoWords(Input):
    """The same in Dutch and in English."""

    example: ClassVar[Mapping[str, str]] = {"nl": "Wat deed u anders?", "en": "What did you do differently?"}

    nl = Line(max_length=500)
    en = Line(max_length=500)


class OwnView(ScopedView):
    """A view of what is one's own, for whoever has a person behind the account."""

    permissions = {"POST": Permission.OWN_DOSSIER}
