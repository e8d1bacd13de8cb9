"""What a disciplinary body orders: entered with the ruling, given effect by another at once, lifted or quashed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, transaction

from portfolio.errors import EvidenceRefused
from portfolio.models import Decision, DisciplinaryOrder, Evidence
from portfolio.services.discipline.entering import Ruling, enter_order
from portfolio.services.evidence.storing import files_in
from portfolio.services.evidence.tidying import tidy_evidence
from register.access import Role
from register.catalogue import Status
from register.errors import FourEyesRequired, InvalidInput, StatusCannotMove
from register.models import Look, StatusChange, User
from register.selectors import status_on
from register.services.statuses import set_status
from tests.conftest import client_of
from tests.decisions.committee import TODAY, Office
from tests.factories.files import GOOD_PDF, png
from tests.factories.publishing import public_register
from tests.factories.register import NOW, CycleFactory, RegistrationFactory, StatusChangeFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BEGINS, ENDS = date(2026, 1, 10), date(2026, 7, 10)


class Chamber(Office):
    """An office to which a disciplinary body sends its rulings."""

    def enter(self, measure: str = "SUSPENSION", *, content: bytes = GOOD_PDF, **ruling: Any) -> DisciplinaryOrder:
        usual: dict[str, Any] = {
            "body": "Regionaal Tuchtcollege",
            "reference": "A2026/4711",
            "ruled_on": date(2026, 1, 9),
            "starts_on": BEGINS,
        }
        return enter_order(
            registration=self.registration,
            ruling=Ruling(measure=DisciplinaryOrder.Measure(measure), **(usual | ruling)),
            reasons="Bij uitspraak van 9 januari 2026.",
            file_name=ruling.pop("file_name", "uitspraak.pdf"),
            content=content,
            actor=self.preparer,
            today=TODAY,
            now=NOW,
        )

    def ordered(self, measure: str = "SUSPENSION", **ruling: Any) -> DisciplinaryOrder:
        """Entered, and taken by another."""
        order = self.enter(measure, **ruling)
        self.take(order.decision)
        return DisciplinaryOrder.objects.get(pk=order.pk)

    def account(self, role: Role) -> User:
        return User.objects.get(pk=self.colleague(role).user_id)

    def status(self, on: date) -> str:
        return status_on(self.registration, on=on)


@pytest.fixture
def chamber():
    return Chamber()


def test_a_suspension_holds_from_the_day_and_ends_by_itself(chamber):
    order = chamber.ordered(ends_before=ENDS)

    days = [BEGINS - DAY, BEGINS, ENDS - DAY, ENDS]
    assert [chamber.status(day) for day in days] == ["REGISTERED", "SUSPENDED", "SUSPENDED", "REGISTERED"]
    assert (order.decision.state, order.decision.no_view_because) == (
        "DECIDED",
        "Gehoord door / heard by Regionaal Tuchtcollege, A2026/4711.",
    )


def test_it_has_no_effect_until_another_person_agrees(chamber):
    order = chamber.enter("STRIKE_OFF")

    assert chamber.status(BEGINS) == "REGISTERED"
    with pytest.raises(FourEyesRequired):
        chamber.take(order.decision, actor=chamber.preparer)
    chamber.take(order.decision)

    assert chamber.status(BEGINS) == "STRUCK_OFF"
    chamber.registration.refresh_from_db()
    assert chamber.registration.ended_before == BEGINS


def test_neither_an_objection_nor_the_regulation_makes_it_wait(chamber):
    order = chamber.ordered()

    chamber.object(order.decision)

    assert chamber.status(TODAY) == "SUSPENDED"
    with pytest.raises(Error, match="decision_discipline_at_once"), transaction.atomic():
        Decision.objects.filter(pk=chamber.enter(ends_before=ENDS).decision.pk).update(effect_waits=True)


def test_quashed_on_appeal_it_never_was_and_the_history_shows_both(chamber):
    StatusChangeFactory(registration=chamber.registration, value="CONDITIONAL", starts_on=date(2025, 1, 1))
    planned = StatusChangeFactory(registration=chamber.registration, value="REGISTERED", starts_on=date(2026, 3, 1))
    first = chamber.ordered(ends_before=ENDS)
    assert [chamber.status(day) for day in (BEGINS, planned.starts_on, ENDS)] == ["SUSPENDED"] * 2 + ["REGISTERED"]

    quashed = chamber.ordered("QUASHED", against=first, body="Centraal Tuchtcollege", reference="C2026/12")

    assert [chamber.status(day) for day in (BEGINS, planned.starts_on)] == ["CONDITIONAL", "REGISTERED"]
    first.refresh_from_db()
    assert (first.decision.state, quashed.decision.replaces) == ("REPLACED", first.decision)
    suspended = StatusChange.objects.get(value="SUSPENDED")
    assert (suspended.ground, suspended.withdrawn_ground) == (first.decision.uuid, quashed.decision.uuid)


def test_lifted_it_ends_on_a_day_and_what_was_planned_goes_on(chamber):
    StatusChangeFactory(registration=chamber.registration, value="CONDITIONAL", starts_on=date(2025, 1, 1))
    StatusChangeFactory(registration=chamber.registration, value="REGISTERED", starts_on=date(2026, 9, 1))
    first = chamber.ordered()
    assert chamber.status(date(2030, 1, 1)) == "SUSPENDED"

    chamber.ordered("LIFTED", against=first, starts_on=date(2026, 4, 1))

    days = [BEGINS, date(2026, 3, 31), date(2026, 4, 1), date(2026, 9, 1)]
    assert [chamber.status(day) for day in days] == ["SUSPENDED", "SUSPENDED", "CONDITIONAL", "REGISTERED"]


def test_a_suspension_keeps_nobody_on_the_register_who_was_to_leave(chamber):
    leaves = date(2026, 3, 1)
    StatusChangeFactory(registration=chamber.registration, value="LEFT", starts_on=leaves)

    chamber.ordered(ends_before=ENDS)

    assert [chamber.status(day) for day in (leaves - DAY, leaves, ENDS)] == ["SUSPENDED", "LEFT", "LEFT"]


@pytest.mark.parametrize("problem", ["against", "endsBefore"])
def test_a_ruling_that_does_not_hang_together_is_refused(chamber, problem):
    first = chamber.enter()
    unclear = {
        "against": [("LIFTED", {}), ("SUSPENSION", {"against": first}), ("QUASHED", {"against": first})],
        "endsBefore": [("STRIKE_OFF", {"ends_before": ENDS}), ("SUSPENSION", {"ends_before": BEGINS})],
    }

    for measure, ruling in unclear[problem]:
        with pytest.raises(InvalidInput) as refused:
            chamber.enter(measure, **ruling)
        assert [one.location for one in refused.value.fields] == [f"#/{problem}"]


def test_who_left_is_not_struck_off_afterwards(chamber):
    left = {"value": Status.LEFT, "starts_on": date(2025, 6, 1), "ground": None}
    set_status(registration=chamber.registration, **left, actor=None, now=NOW)

    with pytest.raises(StatusCannotMove):
        chamber.enter("STRIKE_OFF")

    assert (Decision.objects.count(), DisciplinaryOrder.objects.count()) == (0, 0)


def kept(folder):
    return [key for one in folder.iterdir() for key in files_in(one.name)] if folder.exists() else []


def test_the_ruling_is_kept_as_it_came_and_nothing_is_kept_when_it_is_refused(chamber, folder):
    for wrong in (b"<html>", png()):
        with pytest.raises(EvidenceRefused):
            chamber.enter(content=wrong)
    assert kept(folder) == []

    order = chamber.enter()

    assert kept(folder) == [order.key]
    with pytest.raises(Error), transaction.atomic():
        DisciplinaryOrder.objects.filter(pk=order.pk).update(digest="0" * 64)


def test_the_clean_up_of_the_store_leaves_rulings_alone(chamber, folder):
    order = chamber.enter()

    tidy_evidence(now=NOW + timedelta(days=3650))

    assert (kept(folder), Evidence.objects.count()) == ([order.key], 0)


def test_the_person_reads_their_order_once_it_has_effect_and_nobody_else_but_office_and_committee(chamber):
    order = chamber.enter()
    path = f"/api/v1/disciplinary-orders/{order.uuid}"
    person = client_of(User.objects.get(pk=chamber.person.user_id))
    assert person.get(path).status_code == 404

    chamber.take(order.decision)

    assert (person.get(path).status_code, person.get(f"{path}/documents").content) == (200, GOOD_PDF)
    assert [one["uuid"] for one in person.get("/api/v1/disciplinary-orders").json()["results"]] == [str(order.uuid)]
    for role, status in ((Role.ASSESSOR, 404), (Role.READER, 404), (Role.COMMITTEE, 200)):
        assert client_of(chamber.account(role)).get(f"{path}/documents").status_code == status
    assert Look.objects.filter(person=chamber.registration.person, part="disciplinary-orders").count() == 1


def test_a_ruling_is_sent_as_a_form_and_a_bare_decision_is_none(chamber):
    office = client_of(chamber.account(Role.REGISTRAR))
    at = f"/api/v1/registrations/{chamber.registration.uuid}"
    form = {
        "measure": "SUSPENSION",
        "body": "Tuchtcollege",
        "reference": "A1",
        "ruledOn": "2026-01-09",
        "startsOn": "2026-01-10",
        "reasons": "Uitspraak.",
    }

    without = office.post(f"{at}/disciplinary-orders", form, format="multipart")
    bare = office.post(
        f"{at}/decisions",
        {
            "question": "DISCIPLINE",
            "result": "imposed",
            "adverse": True,
            "effectiveOn": "2026-01-10",
            "reasons": "Uitspraak.",
        },
        format="json",
    )

    assert (without.status_code, bare.status_code) == (400, 400)
    assert [one["location"] for one in without.json()["errors"]] == ["#/file"]
    assert [one["location"] for one in bare.json()["errors"]] == ["#/question"]


def test_the_public_register_shows_it_as_the_regulation_says(association, anonymous):
    register = public_register(association=association)
    registration = RegistrationFactory(register=register, number="4711")
    chamber = Chamber(CycleFactory(registration=registration))
    order = chamber.ordered(starts_on=TODAY, ends_before=None)
    shown = f"/api/v1/public-registrations/{registration.uuid}"

    assert anonymous.get(shown).json()["status"] == "SUSPENDED"
    chamber.ordered("QUASHED", against=order)

    assert anonymous.get(shown).json()["status"] == "REGISTERED"
