"""Institutional accreditation, visits and recognitions: what is found about a provider as a whole."""

from datetime import date

import pytest

from accreditation.errors import VisitCannotMove
from accreditation.models import InstitutionalAccreditation, Recognition, Visit
from accreditation.services.provider_quality import cancel_visit, hold_visit, report_visit
from register.access import Actor, Role
from register.models import Event
from tests.conftest import client_of
from tests.factories.accreditation import ProviderFactory
from tests.factories.provider_desk import TODAY, InstitutionalAccreditationFactory, VisitFactory
from tests.factories.register import NOW, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
State = Visit.State
ROWS = {
    State.PLANNED: {},
    State.HELD: {"held_on": TODAY},
    State.REPORTED: {"held_on": TODAY, "report": "Good."},
    State.CANCELLED: {"reason": "Ill."},
}
ALLOWED = {(source, to) for source, targets in Visit.TRANSITIONS.items() for to in targets}


def move(visit, to, actor):
    if to == State.HELD:
        return hold_visit(visit=visit, held_on=TODAY, actor=actor, today=TODAY, now=NOW)
    if to == State.REPORTED:
        return report_visit(visit=visit, report="Good.", findings=[], actor=actor, now=NOW)
    return cancel_visit(visit=visit, reason="Ill.", actor=actor, now=NOW)


@pytest.mark.parametrize("to", [State.HELD, State.REPORTED, State.CANCELLED])
@pytest.mark.parametrize("source", State)
def test_a_visit_moves_as_the_table_says_and_no_other_way(source, to):
    visit, actor = VisitFactory(state=source, **ROWS[source]), Actor(user_id=UserFactory().pk)

    if (source, to) in ALLOWED:
        assert move(visit, to, actor).state == to
        assert Event.objects.filter(kind=f"visit.{to.lower()}", subject_uuid=visit.uuid).exists()
        return
    with pytest.raises(VisitCannotMove):
        move(visit, to, actor)
    visit.refresh_from_db()
    assert visit.state == source


@pytest.fixture
def office(staff):
    return staff(Role.REGISTRAR)


@pytest.fixture
def provider(association):
    return ProviderFactory()


@pytest.fixture
def manager(provider):
    return client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider).user)


def test_a_visit_from_the_plan_to_what_was_found(office, manager, provider, association):
    body = {"association": str(association.uuid), "plannedOn": "2026-01-05", "subject": "Peer groups"}
    planned = office.post(f"/api/v1/providers/{provider.uuid}/visits", body)
    office.post(f"{planned['Location']}/holdings", {"heldOn": "2026-01-06"})
    seen_before = manager.get(planned["Location"]).json()
    findings = [{"text": "Evaluations are not read.", "weight": "minor", "mendBefore": "2026-09-01"}]
    office.post(f"{planned['Location']}/reports", {"report": "Well prepared.", "findings": findings})
    seen = manager.get(planned["Location"]).json()

    assert (seen_before["state"], seen_before["report"], seen_before["findings"]) == ("HELD", "", [])
    assert (seen["state"], seen["heldOn"], seen["findings"]) == ("REPORTED", "2026-01-06", findings)


def test_a_visit_is_held_once_it_has_been_and_each_finding_is_checked(office, association):
    visit = VisitFactory(association=association)
    address = f"/api/v1/visits/{visit.uuid}"

    assert office.post(f"{address}/holdings", {"heldOn": "2030-01-01"}).json()["errors"][0]["code"] == "in-the-future"
    wrong = office.post(f"{address}/reports", {"report": "x", "findings": [{"text": "x", "weight": "heavy"}]})
    assert [error["location"] for error in wrong.json()["errors"]] == ["#/findings/0/weight"]


def test_an_institution_is_accredited_once_per_day_and_withdrawn_with_a_reason(office, provider, association):
    address = f"/api/v1/providers/{provider.uuid}/institutional-accreditations"
    body = {
        "association": str(association.uuid),
        "validFrom": "2025-01-01",
        "validBefore": "2029-01-01",
        "reason": "Visited and found good.",
    }
    given = office.post(address, body)
    clash = office.post(address, body | {"validFrom": "2028-12-31", "validBefore": "2030-01-01"})
    withdrawal = {"validBefore": "2026-06-01", "reason": "Conditions were not met."}
    ending = f"/api/v1/institutional-accreditations/{given.json()['uuid']}/withdrawals"
    withdrawn = office.post(ending, withdrawal)
    again = office.post(ending, withdrawal)

    assert (given.status_code, clash.json()["code"]) == (201, "institution-already-accredited")
    assert (withdrawn.json()["validBefore"], withdrawn.json()["withdrawalReason"]) == (
        "2026-06-01",
        "Conditions were not met.",
    )
    assert again.json()["code"] == "institution-accreditation-ended"
    rows = InstitutionalAccreditation.objects.all()
    assert (rows.held_on(date(2026, 5, 31)).exists(), rows.held_on(date(2026, 6, 1)).exists()) == (True, False)
    assert office.post(address, body | {"validFrom": "2026-06-01"}).status_code == 201


def test_what_has_yet_to_begin_is_withdrawn_whole_and_nothing_is_made_longer(office, association):
    held = InstitutionalAccreditationFactory(association=association)
    address = f"/api/v1/institutional-accreditations/{held.uuid}/withdrawals"

    assert office.post(address, {"validBefore": "2030-01-01", "reason": "x"}).status_code == 409
    withdrawn = office.post(address, {"validBefore": "2024-01-01", "reason": "Never should have been."})
    assert withdrawn.json()["validBefore"] == "2025-01-01"


def test_a_recognition_is_recorded_once_and_seen_by_the_provider(office, manager, provider):
    address = f"/api/v1/providers/{provider.uuid}/recognitions"
    body = {"scheme": "crkbo", "number": "123", "validFrom": "2025-01-01", "source": "Public list"}

    assert office.post(address, body).status_code == 201
    assert office.post(address, body).json()["code"] == "recognition-known"
    assert manager.get(address).json()["results"][0]["scheme"] == "crkbo"
    assert manager.post(address, body).status_code == 403
    rows = Recognition.objects.all()
    assert (rows.held_on(date(2024, 12, 31)).exists(), rows.held_on(date(2026, 1, 1)).exists()) == (False, True)
