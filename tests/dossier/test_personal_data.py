"""The inventory of personal data holds every column of every table, and says of each why and how long."""

import re
from pathlib import Path

from django.apps import apps
from django.db.models import EmailField

from portfolio.management.commands.personal_data import inventory
from portfolio.selectors.parts.table import tables
from portfolio.selectors.personal_data import ABOUT_THE_TABLE, described, kinds_of, words

PUBLISHED = Path(__file__).parents[2] / "docs" / "personal-data.md"
PEOPLE = {"register.Person", "register.User", "register.Registration"}
MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
SAY = "describe it in <app>/models/personal_data.yaml, then `./manage.py personal_data > docs/personal-data.md`"


def columns_of(model):
    return {field.name for field in MODELS[model]._meta.concrete_fields}


def test_every_table_is_described_or_has_nobody_in_it():
    nobody = set(words()["nobody"])

    assert set(MODELS) == set(described()) | nobody, f"{sorted(set(MODELS) ^ (set(described()) | nobody))}: {SAY}"
    assert not nobody & set(described())


def test_in_a_table_without_people_no_column_leads_to_one():
    for model in words()["nobody"]:
        for field in MODELS[model]._meta.concrete_fields:
            leads = isinstance(field, EmailField) or (field.is_relation and field.related_model._meta.label in PEOPLE)
            assert not leads, f"{model}.{field.name}: {SAY}"


def test_every_column_is_described_once_and_no_other_is():
    for model in described():
        kinds = kinds_of(model)
        assert set(kinds) == columns_of(model), f"{model}: {sorted(set(kinds) ^ columns_of(model))}: {SAY}"
        assert [name for name, found in kinds.items() if len(found) != 1] == [], model


def test_every_word_of_a_description_is_known_and_used():
    used = {said["purpose"] for said in described().values()}
    kept = {model: said.get("kept") for model, said in described().items()}
    of_dossier = {table.model for table in tables()}

    assert used == set(words()["purposes"])
    assert {kind for said in described().values() for kind in said} - ABOUT_THE_TABLE == set(words()["kinds"])
    # A table of the dossier is kept as its part says; any other says so itself.
    assert {model for model, term in kept.items() if term is None} == of_dossier
    assert {term for term in kept.values() if term} == set(words()["kept"])


def test_what_is_held_about_somebody_is_taken_along_or_there_is_a_reason():
    taken = {(table.model, path.partition("__")[0]) for table in tables() for path in table.fields.values()}

    for model in {table.model for table in tables()}:
        for name, (kind,) in kinds_of(model).items():
            argued = words()["kinds"][kind].get("withheld")
            assert (model, name) in taken or argued, f"{model}.{name} is a {kind} and is not in `fields` of its part"


def test_no_column_is_meant_for_a_national_number():
    named = re.compile(r"bsn|burger_?service|sofi|citizen_service|social_security|national_(id|number)", re.I)

    assert [f"{m}.{c}" for m in MODELS for c in columns_of(m) if named.search(c)] == []


def test_the_published_inventory_is_the_one_of_the_models():
    assert PUBLISHED.read_text() == inventory() + "\n", "`./manage.py personal_data > docs/personal-data.md`"
