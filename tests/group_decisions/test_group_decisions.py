"""A decision for a group: previewed by the rules, taken by another, done once for each, taken back as a whole."""

from datetime import date

import pytest
from django.db import Error, transaction

from portfolio.errors.decisions import PersonNotHeard
from portfolio.errors.group_decisions import (
    GroupDecisionMoved,
    GroupDecisionNotValid,
    GroupDecisionUndoing,
    GroupScopeChanged,
    GroupScopeEmpty,
)
from portfolio.models import GroupDecision, GroupDecisionLine, LedgerEntry
from portfolio.services.group_decisions import carrying_out
from portfolio.services.group_decisions.deciding import resume_group_decision
from register.errors import FourEyesRequired
from register.models import Event, RegistrationAttribute
from tests.factories.register import NOW, CycleFactory, RegistrationFactory
from tests.group_decisions.group_desk import ENDS, LESSON, STARTED, TODAY, WAIVER, Desk

pytestmark = pytest.mark.django_db
LATER = date(2026, 9, 1)


@pytest.fixture
def desk():
    return Desk()


def entries(decision):
    return LedgerEntry.objects.filter(source_key__startswith=f"group-decision/{decision.uuid}/")


def test_a_preview_says_who_changes_how_and_leaves_nothing_behind(desk):
    short, near, there = desk.member(0), desk.member(35), desk.member(45)
    before = LedgerEntry.objects.count()

    previewed = desk.previewed(effect={"facts": [WAIVER]}, sort="WAIVER")

    assert previewed.figures == {
        "inScope": 3,
        "better": 2,
        "worse": 0,
        "same": 1,
        "unjudged": 0,
        "met": {"before": 1, "after": 2},
        "short": {"before": {"hours": 2}, "after": {"hours": 1}},
    }
    lines = {line.registration: (line.before.get("short"), line.after.get("short")) for line in previewed.lines.all()}
    assert lines == {short: ({"hours": "40"}, {"hours": "30"}), near: ({"hours": "5"}, {}), there: ({}, {})}
    assert (LedgerEntry.objects.count(), desk.stands(near).met) == (before, False)


def test_an_extension_moves_the_window_of_everybody_in_it_and_each_hears_of_it(desk):
    members = [desk.member(10) for _ in range(3)]

    done = desk.carried_out()

    assert (done.state, done.figures["better"]) == ("CARRIED_OUT", 3)
    assert {desk.stands(one).window.end for one in members} == {LATER}
    assert {line.after["windowUntil"] for line in done.lines.all()} == {str(LATER)}
    told = Event.objects.filter(kind="group-decision.applied").values_list("person_id", flat=True)
    assert sorted(told) == sorted(one.person_id for one in members)


def test_whoever_prepared_it_does_not_take_it(desk):
    desk.member()
    previewed = desk.previewed()

    with pytest.raises(FourEyesRequired):
        desk.take(previewed, actor=desk.preparer)
    with pytest.raises(Error, match="group_decision_four_eyes"), transaction.atomic():
        GroupDecision.objects.filter(pk=previewed.pk).update(
            state="DECIDED", decided_by=previewed.prepared_by, decided_at=NOW
        )


def test_nobody_is_in_what_they_prepare_or_take_themselves(desk):
    others, prepares, decides = desk.member(), desk.member(), desk.member()
    desk.preparer = desk.colleague("REGISTRAR", person=prepares.person)
    desk.decider = desk.colleague(person=decides.person)

    done = desk.carried_out()

    assert [line.registration for line in done.lines.all()] == [others]


def test_it_is_not_taken_when_others_are_in_the_scope_than_in_the_preview(desk):
    desk.member()
    previewed = desk.previewed()
    desk.member()

    with pytest.raises(GroupScopeChanged):
        desk.take(previewed)

    again = desk.previewed(previewed)
    assert desk.take(again).lines.count() == 2


def test_it_is_not_taken_without_a_preview_or_for_nobody(desk):
    with pytest.raises(GroupDecisionMoved):
        desk.take(desk.prepare())
    with pytest.raises(GroupScopeEmpty):
        desk.take(desk.previewed())


def test_whoever_would_be_worse_off_is_heard_or_it_is_said_why_not(desk):
    edition = desk.edition()
    desk.enter(desk.member(30), edition=edition)
    correction = {
        "sort": "CORRECTION",
        "scope": {"attended": {"edition": str(edition.uuid)}},
        "effect": {"reversesAttendance": True},
    }
    previewed = desk.previewed(**correction)

    assert previewed.figures["met"] == {"before": 1, "after": 0}
    with pytest.raises(PersonNotHeard):
        desk.take(previewed)
    assert desk.take(previewed, no_view_because="De lijst was vervalst.").state == "DECIDED"


def test_the_scope_is_data_and_all_of_it_holds_at_once(desk):
    nurse, midwife, left = (desk.member() for _ in range(3))
    later = RegistrationFactory(register=desk.register)
    CycleFactory(registration=later, regulation=desk.regulation, starts_on=date(2022, 3, 1))
    for one, title in ((nurse, ["nurse", "other"]), (midwife, ["midwife"]), (left, ["nurse"])):
        RegistrationAttribute.objects.create(
            registration=one, name="titles", value=title, starts_on=STARTED, recorded_at=NOW
        )
    edition = desk.edition()
    desk.enter(midwife, edition=edition)
    left.ended_before = TODAY
    left.save()
    ends = {"cycles": {"endsFrom": "2026-02-28", "endsBefore": "2026-03-01"}}
    scopes = {
        "all": ({}, [nurse, midwife, later]),
        "last day": (ends, [nurse, midwife]),
        "title": ({"attributes": {"titles": "nurse"}}, [nurse]),
        "attended": ({"attended": {"course": str(edition.course.uuid), "from": "2024-05-06"}}, [midwife]),
        "too late": ({"attended": {"course": str(edition.course.uuid), "before": "2024-05-06"}}, []),
        "numbers": ({"numbers": [nurse.number, later.number]}, [nurse, later]),
        "together": (ends | {"numbers": [nurse.number, later.number]}, [nurse]),
    }

    found = {
        name: {line.registration for line in desk.previewed(scope=scope).lines.all()}
        for name, (scope, _) in scopes.items()
    }

    assert found == {name: set(expected) for name, (_, expected) in scopes.items()}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"effect": {}}, "nothing"),
        ({"effect": {"reversesAttendance": True}}, "correction-only"),
        ({"effect": {"facts": [LESSON]}}, "correction-only"),
        ({"scope": {"numbers": ["no-such"]}}, "unknown-number"),
        ({"scope": {"attended": {"from": "2024-01-01"}}}, "one-of"),
        ({"registers": []}, "one-association"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anybody_decides(desk, fields, code):
    with pytest.raises(GroupDecisionNotValid) as refused:
        desk.prepare(**fields)

    assert [problem.code for problem in refused.value.fields] == [code]


def test_a_crash_halfway_is_taken_up_again_and_nobody_gets_it_twice(desk, monkeypatch):
    members = [desk.member() for _ in range(7)]
    taken = desk.take(desk.previewed())
    monkeypatch.setattr(carrying_out, "CHUNK", 3)
    whole, calls = carrying_out.carry_out_chunk, []

    def lost(**given):
        calls.append(given)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return whole(**given)

    monkeypatch.setattr(carrying_out, "carry_out_chunk", lost)
    with pytest.raises(KeyboardInterrupt):
        desk.run(taken)
    assert entries(taken).count() == 3

    monkeypatch.setattr(carrying_out, "carry_out_chunk", whole)
    for _ in range(2):
        done = desk.run(taken)

    assert (done.state, entries(done).count()) == ("CARRIED_OUT", 7)
    assert Event.objects.filter(kind="group-decision.applied").count() == 7
    assert {desk.stands(one).window.end for one in members} == {LATER}


def test_one_for_whom_it_fails_leaves_the_others_alone_and_is_tried_again_when_asked(desk, monkeypatch):
    members = [desk.member() for _ in range(3)]
    taken = desk.take(desk.previewed())
    whole = carrying_out.book_entry

    def failing(*, entry, **given):
        if entry.registration == members[1]:
            raise RuntimeError
        return whole(entry=entry, **given)

    monkeypatch.setattr(carrying_out, "book_entry", failing)
    done = desk.run(taken)
    assert done.state == "CARRIED_OUT"
    assert [line.problem for line in done.lines.order_by("pk")] == ["", "RuntimeError", ""]

    monkeypatch.setattr(carrying_out, "book_entry", whole)
    again = desk.run(resume_group_decision(decision=done, actor=desk.preparer, now=NOW))

    assert (again.state, entries(again).count()) == ("CARRIED_OUT", 3)


def test_it_is_taken_back_by_an_act_of_its_own_and_nothing_is_deleted(desk):
    members = [desk.member(10) for _ in range(3)]
    done = desk.carried_out()

    undoing = desk.undoing(done)
    with pytest.raises(GroupDecisionUndoing):
        desk.undoing(done)
    with pytest.raises(GroupDecisionUndoing):
        resume_group_decision(decision=done, actor=desk.preparer, now=NOW)
    previewed = desk.previewed(undoing)
    assert previewed.figures["worse"] == 3
    undone = desk.run(desk.take(previewed, no_view_because="De grond bestond niet."))

    done.refresh_from_db()
    assert (undone.state, done.state) == ("CARRIED_OUT", "UNDONE")
    assert {desk.stands(one).window.end for one in members} == {ENDS}
    assert all(line.undone_at for line in done.lines.all())
    assert entries(done).exclude(reversed_by=None).count() == 3
    assert Event.objects.filter(kind="group-decision.taken-back").count() == 3


def test_attendance_that_was_taken_back_counts_again_when_that_is_undone(desk):
    edition = desk.edition()
    member = desk.member(30)
    attendance = desk.enter(member, edition=edition)
    done = desk.carried_out(
        sort="CORRECTION",
        scope={"attended": {"provider": str(edition.course.provider.uuid)}},
        effect={"reversesAttendance": True},
    )
    assert (desk.stands(member).met, attendance.reversed_by.reason.endswith(done.title)) == (False, True)

    desk.carried_out(desk.undoing(done))

    assert desk.stands(member).met
    assert LedgerEntry.objects.live().filter(edition=edition).count() == 1


def test_a_correction_counts_what_a_failed_provider_no_longer_can_report(desk):
    edition = desk.edition()
    member = desk.member(30)
    desk.enter(member, edition=edition)

    desk.carried_out(sort="CORRECTION", scope={"attended": {"edition": str(edition.uuid)}}, effect={"facts": [LESSON]})

    assert str(desk.stands(member).requirements[0].counted) == "50"


def test_what_was_decided_and_done_cannot_be_changed_in_the_database(desk):
    desk.member()
    done = desk.carried_out()
    line = done.lines.get()
    changes = [
        lambda: GroupDecision.objects.filter(pk=done.pk).update(reasons="Anders."),
        lambda: GroupDecision.objects.filter(pk=done.pk).delete(),
        lambda: GroupDecisionLine.objects.filter(pk=line.pk).update(after={}),
        lambda: GroupDecisionLine.objects.filter(pk=line.pk).update(carried_out_at=None),
        lambda: GroupDecisionLine.objects.filter(pk=line.pk).delete(),
        lambda: GroupDecisionLine.objects.create(decision=done, registration=desk.member()),
    ]

    for change in changes:
        with pytest.raises(Error), transaction.atomic():
            change()
