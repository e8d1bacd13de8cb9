"""Whoever reads of somebody else leaves a look: over every address that answers with something about another person."""

import re
from collections import defaultdict

from django.db import transaction

from portfolio.selectors.parts.table import dossier_parts
from register.management.commands.access_log import lines_of
from register.models import Look
from tests.api.permission_matrix import MATRIX
from tests.api.test_permissions import ask

# An address answers all who may read it in the same way: the first of these asks.
READERS = ("registrar", "auditor", "assessor", "manager", "employer_manager", "stranger")
UUID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ARGUED = {
    "looks": "one's own looks, which name the grant",
    "advice": "the account of a colleague who advised: their work, and not their dossier",
    "assessment-advices": "as the advice",
    "assessment-candidates": "as the advice",
    "audit-run-population-documents": "uuids without a name, by which anybody repeats a draw",
    "shared-dossier": "asked without a part it says that there is a grant; each part that is opened leaves a look",
}


def owners():
    """Of every uuid in the database that is about somebody: about whom."""
    found = defaultdict(set)
    for table in (table for part in dossier_parts() for table in part.tables):
        if any(field.name == "uuid" for field in table.model_class._meta.concrete_fields):
            for uuid, person in table.rows.values_list("uuid", table.owner):
                found[str(uuid)].add(person)
    return found


def test_every_answer_about_somebody_else_leaves_a_look(world):
    about, silent, seen = owners(), set(), 0
    for line in MATRIX:
        if line.method != "GET" or line.public or line.open or line.route in ARGUED:
            continue
        for role in [one for one in READERS if line.status_for(one) == 200][:1]:
            with transaction.atomic():
                answer = ask(world, line, role)
                named = {who for uuid in UUID.findall(answer.getvalue()) for who in about.get(uuid.decode(), ())}
                user = world.client(role).handler._force_user
                others = {person for person in named if person not in (None, user.person_id)}
                looked = set(Look.objects.filter(account=user, person__in=others).values_list("person", flat=True))
                transaction.set_rollback(True)
            seen += len(looked)
            if others - looked:
                silent.add((line.route, role))

    assert not silent, sorted(silent)
    assert seen > 50


def test_what_came_along_in_lists_is_noted_once_a_day_and_what_was_opened_each_time(world):
    office, claim = world.client("registrar"), world["claim"]
    for _ in range(2):
        office.get("/api/v1/claims")
        office.get(f"/api/v1/claims/{claim.uuid}")

    mine = Look.objects.filter(person=claim.registration.person, part="claims").order_by("pk")
    assert [look.listed_on is None for look in mine] == [False, True, True]
    assert {(look.purpose, look.role) for look in mine} == {("CLAIMS", "REGISTRAR")}


def test_what_is_refused_was_not_read(world):
    before = Look.objects.count()

    assert world.client("reader").get(f"/api/v1/registrations/{world['registration'].uuid}/standing").status_code == 403
    assert Look.objects.count() == before


def test_the_access_log_has_the_fields_of_the_standard_and_no_name(world):
    world.client("registrar").get(f"/api/v1/claims/{world['claim'].uuid}")
    look = Look.objects.latest("pk")

    line = [*lines_of(since=look.looked_at, before=None)][-1]

    assert (len(line["trace_id"]), len(line["span_id"]), line["status_code"]) == (32, 16, "STATUS_CODE_OK")
    assert set(line) > {"name", "start_time", "end_time", "resource", "attributes"}
    assert line["attributes"]["dpl.core.data_subject_id"] == str(look.person.uuid)
    assert line["attributes"]["dpl.core.processing_activity_id"].endswith("/processing-activities/claims")
    assert look.person.family_name not in str(line)
    assert look.account.email not in str(line)
