"""Every way in which a row names a person is thought of when two persons become one."""

from django.apps import apps

from portfolio.catalogue.merging import FOLLOWS, LEFT
from register.models import Person


def references():
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is Person:
                yield f"{model._meta.label}.{field.name}"


def test_every_reference_to_a_person_follows_or_is_argued_not_to():
    assert sorted({*FOLLOWS, *LEFT}) == sorted(references())
    assert not set(FOLLOWS) & set(LEFT)
