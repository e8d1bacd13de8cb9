"""Claims, decisions and corrections, over HTTP."""

import pytest

from portfolio.models import LedgerEntry
from register.access import Role
from register.models import Event, Registration
from tests.api.permission_matrix import body_of
from tests.factories.portfolio import ClaimFactory, LedgerEntryFactory
from tests.factories.register import RegisterFactory, RegistrationFactory, RoleGrantFactory

DESKS = False


@pytest.fixture
def decisions(world):
    return f"/api/v1/claims/{world['claim'].uuid}/decisions"


@pytest.fixture
def ledger(world):
    return f"/api/v1/registrations/{world['registration'].uuid}/ledger-entries"


def counted(world):
    standing = world.client("member").get(f"/api/v1/registrations/{world['registration'].uuid}/standing").json()
    return standing["requirements"][0]["counted"]


def test_a_granted_claim_counts_and_is_explained(world):
    member, assessor = world.client("member"), world.client("assessor")
    before = counted(world)

    claim = member.post("/api/v1/claims", body_of("claim", world))
    decided = assessor.post(f"{claim['Location']}/decisions", {"granted": True})

    assert (claim.json()["state"], decided.json()["state"]) == ("SUBMITTED", "GRANTED")
    assert decided.json()["grantedQuantity"] == "2.5"
    assert float(counted(world)) == float(before) + 2.5
    entry = member.get(f"/api/v1/ledger-entries/{decided.json()['entry']}").json()
    assert (entry["validation"], entry["quantity"], entry["effectiveOn"]) == ("ASSESSED", "2.5", "2026-01-10")
    kinds = Event.objects.filter(subject_uuid=claim.json()["uuid"]).values_list("kind", flat=True)
    assert list(kinds) == ["claim.submitted", "claim.granted"]


def test_a_refused_claim_says_why_and_books_nothing(world, decisions):
    entries = LedgerEntry.objects.count()
    answer = world.client("assessor").post(decisions, {"granted": False, "reason": "Geen bewijs."})

    assert (answer.status_code, answer.json()["state"], answer.json()["reason"]) == (201, "REFUSED", "Geen bewijs.")
    assert answer.json()["entry"] is None
    assert LedgerEntry.objects.count() == entries


def test_an_assessor_may_grant_another_quantity_with_a_reason(world, decisions):
    answer = world.client("assessor").post(decisions, {"granted": True, "quantity": "1", "reason": "Pauze."})

    assert (answer.json()["quantity"], answer.json()["grantedQuantity"]) == ("3", "1")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "#/granted"),
        ({"granted": "yes"}, "#/granted"),
        ({"granted": 1}, "#/granted"),
        ({"granted": False}, "#/reason"),
        ({"granted": False, "reason": " "}, "#/reason"),
        ({"granted": True, "quantity": "1"}, "#/reason"),
        ({"granted": False, "quantity": "1", "reason": "No."}, "#/quantity"),
    ],
)
def test_a_decision_that_says_too_little_or_too_much_is_refused(world, decisions, body, where):
    answer = world.client("assessor").post(decisions, body)

    assert answer.status_code == 400
    assert [error["location"] for error in answer.json()["errors"]] == [where]


def test_a_claim_is_decided_once(world, decisions):
    assessor = world.client("assessor")
    assessor.post(decisions, {"granted": True})
    entries = LedgerEntry.objects.count()

    answer = assessor.post(decisions, {"granted": False, "reason": "Toch niet."})

    assert (answer.status_code, answer.json()["code"]) == (409, "claim-already-decided")
    assert LedgerEntry.objects.count() == entries


@pytest.mark.parametrize(
    ("role", "address", "body"),
    [
        (Role.ASSESSOR, "/claims/{claim}/decisions", {"granted": True}),
        (Role.REGISTRAR, "/registrations/{registration}/ledger-entries", "fact"),
        (Role.REGISTRAR, "/ledger-entries/{entry}/reversals", {"reason": "Mijn vergissing."}),
    ],
)
def test_nobody_decides_about_their_own_dossier(world, role, address, body):
    RoleGrantFactory(user=world.users["member"], role=role, organisation=world["association"])
    path = "/api/v1" + address.format(**{name: world[name].uuid for name in ("claim", "registration", "entry")})

    answer = world.client("member").post(path, body_of(body, world) if isinstance(body, str) else body)

    assert (answer.status_code, answer.json()["code"]) == (403, "own-dossier")


@pytest.mark.parametrize(
    ("change", "where"), [({"category": "yoga"}, "#/category"), ({"unit": "banana", "title": ""}, "#/title #/unit")]
)
def test_a_claim_is_in_the_words_of_the_regulation(world, change, where):
    answer = world.client("member").post("/api/v1/claims", body_of("claim", world) | change)

    assert answer.status_code == 400
    assert [error["location"] for error in answer.json()["errors"]] == where.split()


def test_nothing_is_claimed_for_a_registration_that_has_ended(world):
    Registration.objects.filter(pk=world["registration"].pk).update(ended_before="2026-01-01")

    answer = world.client("member").post("/api/v1/claims", body_of("claim", world))

    assert (answer.status_code, answer.json()["code"]) == (409, "registration-ended")


def test_an_office_enters_a_span_with_both_days_in_it(world, ledger):
    answer = world.client("registrar").post(ledger, body_of("fact", world))

    assert answer.status_code == 201
    entry = answer.json()
    assert (entry["from"], entry["until"], entry["effectiveOn"]) == ("2025-03-01", "2025-06-30", "2025-06-30")
    assert (entry["validation"], entry["sourceKey"]) == ("OFFICE", "office/venvn/letter-1")
    assert world.client("member").get(answer["Location"]).json() == entry


def test_a_fact_that_goes_on_has_no_last_day(world, ledger):
    fact = {"kind": "leave", "from": "2025-03-01", "sourceKey": "letter-2"}

    entry = world.client("registrar").post(ledger, fact).json()

    assert (entry["from"], entry["until"], entry["effectiveOn"]) == ("2025-03-01", None, "2025-03-01")


def test_a_fact_sent_again_is_booked_once(world, ledger):
    registrar = world.client("registrar")
    registrar.post(ledger, body_of("fact", world))
    answer = registrar.post(ledger, body_of("fact", world))

    assert (answer.status_code, answer.json()["code"]) == (409, "entry-already-recorded")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"effectiveOn": "2025-03-01"}, "#/effectiveOn"),
        ({"from": "2025-07-01"}, "#/until"),
        ({"kind": "holiday"}, "#/kind"),
        ({"quantity": "3"}, "#/unit"),
        ({"unit": "hour"}, "#/quantity"),
        ({"category": "yoga"}, "#/category"),
        ({"details": {"hours_per_week": 1.5}}, "#/details"),
        ({"tags": "urgent"}, "#/tags"),
        ({"validation": "ASSESSED", "recordedAt": "2020-01-01T00:00:00Z"}, "#/recordedAt #/validation"),
        ({"sourceKey": "a b"}, "#/sourceKey"),
    ],
)
def test_a_fact_that_cannot_be_right_is_refused_by_name(world, ledger, change, where):
    entries = LedgerEntry.objects.count()
    answer = world.client("registrar").post(ledger, body_of("fact", world) | change)

    assert answer.status_code == 400
    assert [error["location"] for error in answer.json()["errors"]] == where.split()
    assert LedgerEntry.objects.count() == entries


def test_a_fact_needs_a_day(world, ledger):
    answer = world.client("registrar").post(ledger, {"kind": "declaration", "sourceKey": "d-1"})

    assert [error["location"] for error in answer.json()["errors"]] == ["#/effectiveOn"]


def test_a_detail_that_facts_do_not_have_is_refused(world, ledger):
    answer = world.client("registrar").post(ledger, body_of("fact", world) | {"details": {"colour": "red"}})

    assert (answer.status_code, answer.json()["code"]) == (400, "entry-invalid")


def test_a_reversed_entry_no_longer_counts_and_both_remain(world):
    LedgerEntryFactory(person=world["person"], registration=world["registration"], effective_on="2025-01-01")
    before = counted(world)
    answer = world.client("registrar").post(
        f"/api/v1/ledger-entries/{world['entry'].uuid}/reversals", {"reason": "Verkeerde persoon."}
    )

    assert answer.status_code == 201
    assert answer.json()["reverses"] == str(world["entry"].uuid)
    entry = world.client("member").get(f"/api/v1/ledger-entries/{world['entry'].uuid}").json()
    assert entry["reversedBy"] == answer.json()["uuid"]
    assert (before, counted(world)) == ("4", "2")
    again = world.client("registrar").post(
        f"/api/v1/ledger-entries/{world['entry'].uuid}/reversals", {"reason": "Nog eens."}
    )
    assert (again.status_code, again.json()["code"]) == (409, "entry-already-reversed")


def test_an_attendance_is_taken_back_by_the_office_of_a_register_for_which_it_counts(world):
    attendance = LedgerEntryFactory(person=world["person"], edition=world["edition"], quantity=None, unit="")
    address = f"/api/v1/ledger-entries/{attendance.uuid}/reversals"
    body = {"reason": "Was er niet."}

    assert world.client("other_registrar").post(address, body).status_code == 404
    assert world.client("registrar").post(address, body).status_code == 201


def test_an_office_of_two_registers_corrects_only_the_one_whose_corrector_it_is(world):
    """Reading a dossier in one register does not make one the corrector of it."""
    reader = world.users["other_registrar"]
    RoleGrantFactory(user=reader, role=Role.COMMITTEE, organisation=world["association"])
    claim = ClaimFactory(registration=world["registration"])

    client = world.client("other_registrar")

    assert client.get(f"/api/v1/claims/{claim.uuid}").status_code == 200
    answer = client.post(f"/api/v1/ledger-entries/{world['entry'].uuid}/reversals", {"reason": "Fout."})
    assert answer.status_code == 403


def test_a_register_without_rules_takes_no_claims(world):
    registration = RegistrationFactory(register=RegisterFactory(code="bare"), person=world["person"])
    body = body_of("claim", world) | {"registration": str(registration.uuid)}

    answer = world.client("member").post("/api/v1/claims", body)
    standing = world.client("member").get(f"/api/v1/registrations/{registration.uuid}/standing")

    assert (answer.status_code, answer.json()["code"]) == (409, "no-regulation-in-force")
    assert (standing.status_code, standing.json()["code"]) == (409, "no-cycle-running")
