"""Messages that add, replace and withdraw, tests, all or nothing, and what is sent twice."""

from datetime import timedelta

import pytest

from portfolio.errors import AttendanceChangeDecided, AttendanceMessageReused, OwnDossier
from portfolio.models import AttendanceBatch, AttendanceChange, LedgerEntry
from portfolio.services.attendance.changes import decide_change
from portfolio.services.attendance.receiving import Manner, receive_attendance_list, receive_rows
from portfolio.services.attendance.rows import GivenRow
from register.access import Actor, Grant, Role
from register.errors import Forbidden
from register.models import Event
from tests.factories.accreditation import AccreditationPolicyFactory, EditionFactory
from tests.factories.portfolio import DAY, LedgerEntryFactory, make_members, make_school
from tests.factories.register import NOW, RegisterFactory, UserFactory
from tests.portfolio.attendance_desk import book

pytestmark = pytest.mark.django_db
LONG = {"attendance": {"changes_within_days": 3650}}


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def members(school):
    return make_members(school.register, 4)


@pytest.fixture
def open_term(school):
    AccreditationPolicyFactory(register=school.register, document=LONG)


def sent(school, numbers, *, now=NOW, edition=None, **manner):
    rows = [
        GivenRow(line, number=number, edition_code=(edition or school.edition).code, attended_on=DAY)
        for line, number in enumerate(numbers, start=1)
    ]
    batch, _ = receive_rows(
        provider=school.provider, rows=rows, source="JSON", actor=school.actor, now=now, manner=Manner(**manner)
    )
    return book(batch)


def told(batch):
    return list(batch.rows.order_by("line").values_list("verdict", flat=True))


def on_the_list(school):
    live = LedgerEntry.objects.live().filter(edition=school.edition)
    return sorted(live.values_list("person__registrations__number", flat=True))


@pytest.mark.usefixtures("open_term")
class TestWithinTheTerm:
    def test_a_list_that_replaces_makes_the_edition_equal_to_it(self, school, members):
        sent(school, members[:3])
        batch = sent(school, members[1:], message="REPLACE")

        assert told(batch) == ["KNOWN", "KNOWN", "BOOKED", "REMOVED"]
        assert on_the_list(school) == members[1:]
        removed = batch.rows.get(verdict="REMOVED")
        assert (removed.line, removed.number, removed.edition_code) == (4, members[0], school.edition.code)
        assert (batch.booked_rows, batch.known_rows, batch.removed_entries, batch.total_lines) == (1, 2, 1, 3)
        reversal = LedgerEntry.objects.get(reverses__isnull=False)
        assert (reversal.batch, reversal.recorded_by) == (batch, school.sender)
        assert Event.objects.get(kind="ledger.reversed").person == reversal.person

    def test_replacing_leaves_other_editions_and_the_entries_of_the_office_alone(self, school, members):
        other = EditionFactory(course=school.edition.course)
        sent(school, members, edition=other)
        entry = LedgerEntryFactory(edition=school.edition, quantity=None, unit="", category="", validation="OFFICE")
        sent(school, members[:1], message="REPLACE")

        assert LedgerEntry.objects.live().filter(edition=other).count() == 4
        assert LedgerEntry.objects.live().filter(pk=entry.pk).exists()

    def test_an_edition_with_a_refused_row_keeps_everybody(self, school, members):
        sent(school, members)
        batch = sent(school, [members[0], "404"], message="REPLACE")

        assert told(batch) == ["KNOWN", "number-unknown"]
        assert on_the_list(school) == members

    def test_replacing_is_harmless_twice_and_goes_back_again(self, school, members):
        first = sent(school, members[:2], message="REPLACE")
        assert sent(school, members[:2], message="REPLACE") == first

        sent(school, members[2:], message="REPLACE")
        assert on_the_list(school) == members[2:]
        again = sent(school, members[:2], message="REPLACE")  # not the first report: it was replaced since

        assert again != first
        assert told(again) == ["BOOKED", "BOOKED", "REMOVED", "REMOVED"]
        assert on_the_list(school) == members[:2]

    def test_rows_are_withdrawn_once_and_can_be_sent_again(self, school, members):
        first = sent(school, members[:2])
        batch = sent(school, [*members[:3], members[0], "404"], message="WITHDRAW")

        assert told(batch) == ["WITHDRAWN", "WITHDRAWN", "not-on-list", "duplicate-in-file", "number-unknown"]
        assert (batch.booked_rows, batch.noted_rows, batch.refused_rows) == (0, 2, 3)
        assert not on_the_list(school)
        assert told(sent(school, members[:1], message="WITHDRAW")) == ["WITHDRAWN_BEFORE"]
        again = sent(school, members[:2])
        assert again != first
        assert told(again) == ["BOOKED", "BOOKED"]

    def test_what_the_office_entered_is_not_withdrawn_by_a_provider(self, school, members):
        person = school.register.registrations.get(number=members[0]).person
        LedgerEntryFactory(person=person, edition=school.edition, quantity=None, unit="", validation="OFFICE")

        assert told(sent(school, members[:1], message="WITHDRAW")) == ["not-on-list"]

    def test_a_test_says_what_would_happen_and_changes_nothing(self, school, members):
        sent(school, members[:2])
        before = LedgerEntry.objects.count()

        assert told(sent(school, [*members[1:], "404"], test=True)) == [
            "KNOWN",
            "ACCEPTED",
            "ACCEPTED",
            "number-unknown",
        ]
        assert told(sent(school, members[1:2], message="REPLACE", test=True)) == ["KNOWN", "ACCEPTED"]
        assert told(sent(school, members[:1], message="WITHDRAW", test=True)) == ["ACCEPTED"]
        assert LedgerEntry.objects.count() == before

    def test_a_test_is_not_taken_for_the_real_thing(self, school, members):
        sent(school, members, test=True)

        assert told(sent(school, members)) == ["BOOKED"] * 4


@pytest.mark.parametrize("chunk", [1, 2, 100])
def test_all_or_nothing_books_nothing_when_one_row_is_bad(school, members, settings, chunk):
    settings.ATTENDANCE_CHUNK_ROWS = chunk
    batch = sent(school, [*members, "404", members[0]], all_or_nothing=True)

    assert told(batch) == ["HELD_BACK"] * 4 + ["number-unknown", "duplicate-in-file"]
    assert not LedgerEntry.objects.exists()
    assert told(sent(school, members, all_or_nothing=True)) == ["BOOKED"] * 4


def test_a_test_finds_what_is_there_twice_whatever_the_chunks(school, members, settings):
    settings.ATTENDANCE_CHUNK_ROWS = 1

    assert told(sent(school, members[:1] * 2, test=True)) == ["ACCEPTED", "duplicate-in-file"]


def test_a_key_names_one_message(school, members):
    first = sent(school, members[:1], key="m-1")

    assert sent(school, members[:1], key="m-1") == first
    assert sent(school, members[:1], key="m-2") != first
    with pytest.raises(AttendanceMessageReused):
        sent(school, members[1:], key="m-1")
    assert AttendanceBatch.objects.count() == 2
    assert sent(make_school(register=school.register), ["404"], key="m-1")


def test_a_file_takes_the_same_manners(school, members):
    batch, _ = receive_attendance_list(
        provider=school.provider,
        content=school.list_of([*members, "404"]),
        file_name="",
        actor=school.actor,
        now=NOW,
        manner=Manner(all_or_nothing=True),
    )

    assert told(book(batch)) == ["HELD_BACK"] * 4 + ["number-unknown"]


class TestAfterTheTerm:
    @pytest.fixture
    def registrar(self, school):
        grant = Grant(Role.REGISTRAR, school.register.association_id, frozenset({school.register.pk}))
        return Actor(user_id=UserFactory().pk, grants=(grant,))

    @pytest.fixture
    def change(self, school, members):
        sent(school, members)
        batch = sent(school, members[:1], message="WITHDRAW")
        assert told(batch) == ["ASKED_OFFICE"]
        return AttendanceChange.objects.get(batch=batch)

    def decide(self, change, accepted, actor):
        return decide_change(change=change, accepted=accepted, reason="Shown.", decided_by=actor, now=NOW)

    def test_the_office_accepts_and_the_attendance_is_taken_back(self, school, members, change, registrar):
        assert on_the_list(school) == members
        decided = self.decide(change, True, registrar)

        assert (decided.state, decided.reason) == ("ACCEPTED", "Shown.")
        assert on_the_list(school) == members[1:]
        with pytest.raises(AttendanceChangeDecided):
            self.decide(change, False, registrar)

    def test_the_office_refuses_and_the_attendance_stays(self, school, members, change, registrar):
        assert self.decide(change, False, registrar).state == "REFUSED"
        assert on_the_list(school) == members

    def test_what_was_taken_back_meanwhile_is_accepted_without_more(self, school, change, registrar):
        AccreditationPolicyFactory(register=school.register, document=LONG)
        sent(school, [change.entry.person.registrations.get().number], message="WITHDRAW", key="in time")
        change = AttendanceChange.objects.get(pk=change.pk)

        assert self.decide(change, True, registrar).state == "ACCEPTED"
        assert LedgerEntry.objects.filter(reverses=change.entry).count() == 1

    def test_it_is_asked_once(self, school, members, change):
        sent(school, members[:2], message="WITHDRAW")
        sent(school, members[:2], message="WITHDRAW", key="once more")

        assert AttendanceChange.objects.count() == 2
        requests = Event.objects.filter(kind="attendance.change-requested")
        assert [one.data["changes"] for one in requests] == [1, 1]
        assert {one.register_id for one in requests} == {school.register.pk}

    def test_a_replacing_list_asks_too(self, school, members):
        sent(school, members)
        batch = sent(school, members[1:], message="REPLACE")

        assert told(batch) == ["KNOWN"] * 3 + ["ASKED_OFFICE"]
        assert on_the_list(school) == members

    def test_only_the_office_of_a_register_that_reads_it_decides_and_not_about_itself(self, school, change, registrar):
        elsewhere = RegisterFactory(code="nova")
        grant = Grant(Role.REGISTRAR, elsewhere.association_id, frozenset({elsewhere.pk}))
        with pytest.raises(Forbidden):
            self.decide(change, True, Actor(user_id=registrar.user_id, grants=(grant,)))
        own = Actor(user_id=registrar.user_id, person_id=change.entry.person_id, grants=registrar.grants)
        with pytest.raises(OwnDossier):
            self.decide(change, True, own)
        assert AttendanceChange.objects.get().state == "REQUESTED"

    def test_the_last_day_of_the_term_is_in_time(self, school, members):
        sent(school, members[:2])

        last = NOW.replace(year=2025, month=8, day=10)  # ninety days after the twelfth of May
        assert told(sent(school, members[:1], message="WITHDRAW", now=last)) == ["WITHDRAWN"]
        after = last + timedelta(days=1)
        assert told(sent(school, members[1:2], message="WITHDRAW", now=after)) == ["ASKED_OFFICE"]
