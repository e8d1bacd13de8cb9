"""Coming back: by the ladder of the regulation a new registration, on a condition, after something shown, or not."""

from datetime import date, timedelta

import pytest

from portfolio.models import Decision
from portfolio.services.renewals.repairing import watch_repairs
from portfolio.services.requests.asking import ask_request, propose_answer
from portfolio.services.requests.returning import terms_of_return
from register.catalogue import Status
from register.errors import InvalidInput
from register.models import Registration, RegistrationAttribute
from register.selectors import current_cycle, status_on
from register.services.statuses import set_status
from tests.factories.register import NOW
from tests.renewals.renewing import TODAY, Renewing, named, regulation

pytestmark = pytest.mark.django_db
LADDER = [
    {"out_less_than": "1 year", "after": ["left"], "asks": "free", "article": "9.1"},
    {"out_less_than": "1 year", "asks": "repair", "within": "6 months", "article": "9.2"},
    {"after": ["struck-off"], "asks": "closed", "article": "9.5"},
    {"out_less_than": "5 years", "asks": "extra", "label": named("veertig uur"), "article": "9.3"},
    {"asks": "assessment", "label": named("een proeve"), "article": "9.4"},
]


class Returning(Renewing):
    """Somebody who left some days ago, for a reason."""

    def __init__(self, *, days_out: int, reason: str = "LEFT", **fields):
        super().__init__(version=regulation(re_entry=LADDER), **fields)
        RegistrationAttribute.objects.create(
            registration=self.registration, name="titles", value=["x"], starts_on=date(2021, 3, 1), recorded_at=NOW
        )
        day = TODAY - timedelta(days=days_out)
        set_status(
            registration=self.registration, value=Status(reason), starts_on=day, ground=None, actor=None, now=NOW
        )
        self.registration.refresh_from_db()

    def ask(self, **fields):
        usual = {"sort": "RE_ENTRY", "ground": "WORK", "actor": self.person, "today": TODAY, "now": NOW}
        return ask_request(registration=self.registration, **(usual | fields))

    def propose(self, request=None, **fields):
        usual = {"granted": True, "reasons": "Artikel 9.", "actor": self.preparer, "today": TODAY, "now": NOW}
        return propose_answer(request=request or self.ask(), **(usual | fields))

    @property
    def new(self) -> Registration:
        rows = Registration.objects.filter(person=self.registration.person)
        return rows.exclude(pk=self.registration.pk).get()


def test_who_was_out_shortly_comes_back_with_number_and_a_new_cycle():
    one = Returning(days_out=100)

    decision = one.take(one.propose())

    assert (decision.question, decision.result, decision.adverse, decision.articles) == (
        "RE_ENTRY",
        "granted",
        False,
        ["9.1"],
    )
    assert (one.new.number, one.new.registered_on) == (one.registration.number, TODAY)
    assert current_cycle(one.new, on=TODAY).starts_on == TODAY
    assert status_on(one.new, on=TODAY) == "REGISTERED"
    assert status_on(one.registration, on=TODAY) == "LEFT"


def test_a_shortfall_is_repaired_after_coming_back_or_people_hear_of_it():
    one = Returning(days_out=100, reason="LAPSED", hours=30)
    proposal = one.propose()
    assert (proposal.result, proposal.adverse, proposal.effect["repairBy"]) == ("granted", True, "2026-07-15")

    one.take(one.answer(one.intend(proposal)))
    assert status_on(one.new, on=TODAY) == "CONDITIONAL"
    new = one.new
    one.registration = new
    one.add(10, on=date(2026, 5, 1))
    later = NOW.replace(month=7, day=16)

    assert watch_repairs(on=later.date(), now=later) == 1
    assert status_on(new, on=later.date()) == "REGISTERED"


def test_what_is_asked_first_has_to_be_shown():
    one = Returning(days_out=700)
    request = one.ask()

    with pytest.raises(InvalidInput) as refused:
        one.propose(request)
    assert refused.value.fields[0].code == "not-shown"
    assert one.propose(request, shown=True).result == "granted"


def test_a_closed_way_back_opens_by_hardship_with_its_own_eyes():
    one = Returning(days_out=700, reason="STRUCK_OFF")
    request = one.ask()

    with pytest.raises(InvalidInput) as refused:
        one.propose(request, shown=True)
    assert refused.value.fields[0].code == "no-way-back"
    assert one.propose(request, hardship="Onrecht hersteld.").hardship == "Onrecht hersteld."


def test_the_terms_are_those_of_the_day_and_none_while_the_registration_holds():
    one = Returning(days_out=300)

    assert terms_of_return(one.registration, on=TODAY).asks == "free"
    assert terms_of_return(one.registration, on=TODAY + timedelta(days=66)).asks == "extra"
    assert terms_of_return(one.registration, on=TODAY - timedelta(days=301)).asks is None


def test_who_is_on_the_register_has_nothing_to_come_back_to():
    one = Renewing()

    with pytest.raises(InvalidInput):
        Returning.ask(one)


def test_a_return_that_is_taken_back_ends_the_new_registration():
    one = Returning(days_out=100)
    decision = one.take(one.propose())
    better = one.prepare(result="refused", adverse=True, effect={}, replaces=decision)

    one.take(one.answer(one.intend(better)))

    assert status_on(one.new, on=TODAY) == "REGISTERED"
    assert status_on(one.new, on=TODAY + timedelta(days=1)) == "LAPSED"
    assert Decision.objects.get(pk=decision.pk).state == "REPLACED"
