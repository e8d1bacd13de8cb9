"""What a decision brings: credit per category, terms, objection, withdrawal, change, repeat, reuse, trust."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accreditation.catalogue import Action, State
from accreditation.errors import (
    AccreditationOverlaps,
    ApplicationIncomplete,
    ApplicationOpen,
    ConflictOfInterest,
    DecisionNotTakenOver,
    NotAssigned,
    ObjectionTooLate,
    ProviderBlocked,
    ProviderNotAuthorised,
    RepeatTooEarly,
    SelfAccreditationBeyondTrust,
    SomebodyElseDecides,
    TermNotOver,
)
from accreditation.models import Accreditation, Advice, CourseChange, Decision, Fee, StateSpan
from accreditation.rules.worth import Line
from accreditation.selectors.advice_figures import agreement_figures
from accreditation.selectors.applications import candidates_for, missing_of
from accreditation.services.applications import deciding, drafting
from accreditation.services.applications.changes import triage_changes
from accreditation.services.applications.clocks import remind_of_repeats, tell_overdue
from accreditation.services.assessors import note_expertise
from accreditation.services.courses import revise_course
from accreditation.services.interests import declare_interest, end_interest
from accreditation.services.standing import block_provider, lift_block
from accreditation.services.withdrawals import confirm_withdrawal, drop_withdrawal, propose_withdrawal
from register.access import Role
from register.errors import FourEyesRequired, InvalidInput
from register.models import Event, Regulation
from register.selectors import rules_of
from tests.database import run_sql
from tests.factories.accreditation import AccreditationFactory, AuthorisationFactory
from tests.factories.applications import (
    LINES,
    TODAY,
    TRUSTING,
    TWO_LINES,
    at,
    make_desk,
    worth_of,
)
from tests.factories.register import RegisterFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_desk()


# --- putting it forward


def test_a_draft_says_what_is_missing_and_cannot_be_submitted_before(desk):
    application = drafting.draft_application(course=desk.course, kind="FIRST", requests={}, **desk.by("manager"))
    revise_course(course=desk.course, changes={"programme": ""}, actor=None, now=at())
    application = drafting.revise_application(
        application=application, changes={"motivation": "Nieuw."}, **desk.by("manager")
    )

    missing = [problem.location for problem in missing_of(application, on=TODAY)]
    assert missing == ["#/course/programme", "#/plannedEditions", "#/requests"]


def test_submitting_names_all_that_is_missing_at_once(desk):
    assessment = desk.draft(lines=())

    with pytest.raises(ApplicationIncomplete) as refused:
        desk.take(assessment, Action.SUBMIT)

    assert [problem.location for problem in refused.value.fields] == ["#/requests/venvn/lines"]


def test_several_registers_are_asked_at_once_and_each_goes_its_own_way(desk):
    other = make_desk(code="nova")
    AuthorisationFactory(provider=desk.provider, association=other.register.association)
    words = {"motivation": "Nieuw.", "planned_editions": 1}
    category = min(rules_of(Regulation.objects.get(register=other.register)).categories)
    application = drafting.draft_application(
        course=desk.course,
        kind="FIRST",
        requests={desk.register: LINES, other.register: (Line(category, Decimal(3), "hour"),)},
        **words,
        **desk.by("manager"),
    )
    here = desk.read(application)
    desk.take(here, Action.SUBMIT)
    desk.take(here, Action.RETURN)

    there = application.assessments.get(register=other.register)
    assert (here.state, there.state) == (State.RETURNED, State.SUBMITTED)


def test_a_copy_takes_over_what_was_asked_and_follows_the_course_as_it_is_now(desk):
    earlier = desk.bring(State.WITHDRAWN)
    version = revise_course(course=desk.course, changes={"summary": "Beter."}, actor=None, now=at())

    copy = drafting.copy_application(source=earlier.application, kind="FIRST", **desk.by("manager"))

    assert (copy.copied_from, copy.version, copy.motivation) == (earlier.application, version, "Nieuwe richtlijn.")
    assert desk.read(copy).requested == [line.to_json() for line in LINES]


def test_only_an_authorised_provider_that_is_not_blocked_applies():
    desk = make_desk(attendance={"overdue_blocks": True})
    assessment = desk.draft()
    block_provider(provider=desk.provider, register=desk.register, ground="OVERDUE_ATTENDANCE", now=at())

    with pytest.raises(ProviderBlocked):
        desk.take(assessment, Action.SUBMIT)
    lift_block(provider=desk.provider, register=desk.register, ground="OVERDUE_ATTENDANCE", now=at())
    desk.provider.authorisations.all().delete()
    with pytest.raises(ProviderNotAuthorised):
        desk.take(assessment, Action.SUBMIT)


def test_a_block_keeps_nobody_away_where_the_policy_does_not_say_so(desk):
    block_provider(provider=desk.provider, register=desk.register, ground="OVERDUE_ATTENDANCE", now=at())

    assert desk.bring(State.SUBMITTED)


def test_a_course_is_before_a_register_once_at_a_time(desk):
    desk.bring(State.SUBMITTED)

    with pytest.raises(ApplicationOpen):
        desk.bring(State.SUBMITTED)


def test_submitting_costs_what_the_tariff_says_and_submitting_again_nothing_more():
    tariff = {"code": "usual", "label": {"nl": "Gewoon", "en": "Usual"}, "amount": "225.50"}
    desk = make_desk(fees={"tariffs": [tariff]})
    assessment = desk.bring(State.RETURNED)
    desk.take(assessment, Action.SUBMIT)

    assert [fee.amount for fee in Fee.objects.all()] == [Decimal("225.50")]


# --- clocks


def test_the_term_of_assessment_stands_still_while_the_provider_answers(desk):
    assessment = desk.bring(State.ASSESSING)
    first = StateSpan.objects.get(assessment=assessment, left_at=None)
    desk.take(assessment, Action.ASK, later=10)
    asked = StateSpan.objects.get(assessment=assessment, left_at=None)
    desk.take(assessment, Action.ANSWER, later=17)
    second = StateSpan.objects.get(assessment=assessment, left_at=None)

    assert first.due_on == TODAY + timedelta(days=42)
    assert asked.due_on == TODAY + timedelta(days=10 + 14)
    assert second.due_on == TODAY + timedelta(days=42 + 7)


def test_what_takes_longer_than_promised_is_told_once(desk):
    assessment = desk.bring(State.SUBMITTED)
    due = TODAY + timedelta(days=10)

    counts = [tell_overdue(today=day, now=at()) for day in (due, due + timedelta(days=1), due + timedelta(days=2))]

    assert counts == [0, 1, 0]
    assert Event.objects.get(kind="application.overdue", subject_uuid=assessment.uuid).data["waitingFor"] == "office"


def test_an_application_is_set_aside_only_when_its_provider_had_the_time(desk):
    assessment = desk.bring(State.RETURNED)

    with pytest.raises(TermNotOver):
        desk.take(assessment, Action.SET_ASIDE, later=28)
    desk.take(assessment, Action.SET_ASIDE, later=29)


# --- who may


def test_an_assessor_with_an_interest_is_not_proposed_and_not_taken(desk):
    assessment = desk.bring(State.ASSESSING)
    RoleGrantFactory(user=desk.users["second assessor"], role=Role.PROVIDER_SUBMITTER, organisation=desk.provider)
    declare_interest(course=desk.course, reason="Familie.", actor=desk.actor("third assessor"), now=at())

    assert candidates_for(assessment, on=TODAY) == []
    for name in ("second assessor", "third assessor"):
        with pytest.raises(ConflictOfInterest):
            desk.take(assessment, Action.ASSIGN, name=name)


def test_who_teaches_the_course_does_not_assess_it(desk):
    assessment = desk.bring(State.ASSESSING)
    person = desk.users["second assessor"].person
    person.given_name, person.prefix, person.family_name = "a. ", "de", " Vries"
    person.save()
    revise_course(course=desk.course, changes={"teachers": ["A. de Vries", person.full_name]}, actor=None, now=at())

    with pytest.raises(ConflictOfInterest):
        desk.take(assessment, Action.ASSIGN, name="second assessor")


def test_an_interest_that_came_up_later_stops_the_advice_and_the_decision(desk):
    assessment = desk.bring(State.ADVISED)
    interest = declare_interest(provider=desk.provider, reason="Nieuwe baan.", actor=desk.actor("chair"), now=at())

    with pytest.raises(ConflictOfInterest):
        desk.take(assessment, Action.GRANT)
    assessment.refresh_from_db()
    assert assessment.state == State.ADVISED
    end_interest(interest=interest, actor=desk.actor("chair"), now=at())
    desk.take(assessment, Action.GRANT)


def test_the_best_candidate_knows_the_subject_and_has_least_to_do(desk):
    assessment = desk.bring(State.SUBMITTED)
    desk.take(assessment, Action.ACCEPT)
    for name, known in (
        ("assessor", {"takes_at_most": 0}),
        ("second assessor", {"categories": ["accredited"], "competences": ["clinical-reasoning"]}),
    ):
        note_expertise(
            assessor=desk.users[name], register=desk.register, known=known, actor=desk.actor("registrar"), now=at()
        )

    names = [one.user for one in candidates_for(assessment, on=TODAY)]
    assert names == [desk.users[name] for name in ("second assessor", "third assessor", "assessor")]


def test_only_who_was_asked_advises_and_only_once(desk):
    assessment = desk.bring(State.ASSESSING)

    with pytest.raises(NotAssigned):
        desk.take(assessment, Action.ADVISE, name="third assessor")
    desk.take(assessment, Action.ADVISE, name="assessor")
    with pytest.raises(NotAssigned):
        desk.take(assessment, Action.ADVISE, name="assessor")


def test_an_assessor_sees_the_others_advice_only_after_giving_their_own(desk):
    assessment = desk.bring(State.ASSESSING)
    desk.take(assessment, Action.ASSIGN, name="second assessor")
    desk.take(assessment, Action.ADVISE, name="assessor")

    def seen_by(name):
        return Advice.objects.visible_to(desk.actor(name)).count()

    assert [seen_by(name) for name in ("assessor", "second assessor", "third assessor")] == [1, 0, 0]
    desk.take(assessment, Action.ADVISE, name="second assessor")
    names = ("assessor", "second assessor", "third assessor", "chair", "registrar", "manager")
    assert [seen_by(name) for name in names] == [2, 2, 0, 2, 2, 0]


def test_who_advised_does_not_decide_and_the_database_agrees(desk):
    assessment = desk.bring(State.ADVISED)
    RoleGrantFactory(user=desk.users["assessor"], role=Role.CHAIR, organisation=desk.register.association)

    with pytest.raises(SomebodyElseDecides):
        deciding.grant_application(assessment=assessment, lines=LINES, reasons="Goed.", **desk.by("assessor"))
    assert not Decision.objects.exists()


# --- the decision


def test_credit_in_several_categories_is_a_row_for_each(desk):
    desk.take(desk.bring(State.ADVISED), Action.GRANT, lines=TWO_LINES, valid_from=TODAY)

    assert worth_of(desk.course, desk.register) == [("accredited", 4), ("oda", 2)]
    row = Accreditation.objects.in_force().first()
    assert (row.valid_from, row.valid_before) == (TODAY, date(2028, 1, 15))
    with pytest.raises(Exception, match="is decided"):
        run_sql("UPDATE accreditation_accreditation SET quantity = 9")


def test_an_unknown_category_or_too_long_a_validity_is_refused(desk):
    assessment = desk.bring(State.ADVISED)

    with pytest.raises(InvalidInput):
        desk.take(assessment, Action.GRANT, lines=(Line("yoga", Decimal(1), "point"),))
    with pytest.raises(InvalidInput):
        desk.take(assessment, Action.GRANT, valid_from=TODAY, valid_before=date(2031, 1, 16))
    assessment.refresh_from_db()
    assert (assessment.state, Accreditation.objects.count()) == (State.ADVISED, 0)


def test_a_course_that_counts_already_is_not_accredited_twice(desk):
    AccreditationFactory(course=desk.course, register=desk.register)

    with pytest.raises(AccreditationOverlaps):
        desk.take(desk.bring(State.ADVISED), Action.GRANT)


def test_one_more_advice_goes_back_to_the_chair_when_it_is_in(desk):
    assessment = desk.bring(State.ADVISED)
    desk.take(assessment, Action.SEEK_ADVICE)
    desk.take(assessment, Action.ASSIGN)
    desk.take(assessment, Action.ADVISE, grant=False)

    assert (assessment.state, assessment.advices_needed) == (State.ADVISED, 3)


# --- objection


@pytest.mark.parametrize(("later", "late"), [(42, False), (43, True)])
def test_one_objects_until_and_including_the_last_day_of_the_term(desk, later, late):
    assessment = desk.bring(State.REFUSED)

    if late:
        with pytest.raises(ObjectionTooLate):
            desk.take(assessment, Action.OBJECT, later=later)
        objection = desk.take(assessment, Action.OBJECT, later=later, late_because="In het ziekenhuis.")
    else:
        objection = desk.take(assessment, Action.OBJECT, later=later)
    assert bool(objection.late_because) is late


@pytest.mark.parametrize(("legal", "until"), [(True, date(2026, 4, 7)), (False, date(2026, 4, 3))])
def test_a_term_for_objection_that_ends_on_good_friday_runs_on_past_easter(legal, until):
    desk = make_desk(terms={"legal": legal})
    assessment = desk.bring(State.ADVISED)

    desk.take(assessment, Action.REFUSE, later=36)  # Friday 20 February; six weeks later it is Good Friday

    assert Decision.objects.get().objection_until == until
    assert StateSpan.objects.get(assessment=assessment, left_at=None).due_on == until


def test_others_than_those_who_advised_or_decided_reconsider(desk):
    assessment = desk.bring(State.OBJECTED)
    RoleGrantFactory(user=desk.users["assessor"], role=Role.CHAIR, organisation=desk.register.association)

    for name in ("chair", "assessor"):
        with pytest.raises(SomebodyElseDecides):
            deciding.reconsider(assessment=assessment, granted=True, lines=LINES, reasons="Alsnog.", **desk.by(name))
    assert [one.user for one in candidates_for(assessment, on=TODAY)] == [desk.users["third assessor"]]
    desk.take(assessment, Action.RECONSIDER)
    assert worth_of(desk.course, desk.register) == [("accredited", 6)]


def test_a_reconsidered_grant_replaces_the_first_and_what_was_known_stays_known(desk):
    assessment = desk.bring(State.GRANTED)
    desk.take(assessment, Action.OBJECT, later=5)
    desk.take(assessment, Action.RECONSIDER, later=9, lines=TWO_LINES)

    before = Accreditation.objects.known_at(at(8)).values_list("category", "quantity")
    assert list(before) == [("accredited", 6)]
    assert worth_of(desk.course, desk.register) == [("accredited", 4), ("oda", 2)]


# --- withdrawal


def withdraw(desk, effect, day=None, *, later=100):
    withdrawal = propose_withdrawal(
        course=desk.course,
        register=desk.register,
        effect=effect,
        withdrawn_from=day,
        reasons="De docent was niet bevoegd.",
        **desk.by("registrar", later=later),
    )
    return confirm_withdrawal(withdrawal=withdrawal, **desk.by("chair", later=later))


@pytest.mark.parametrize(
    ("effect", "day", "counts_until"),
    [
        ("KEEPS", TODAY + timedelta(days=100), TODAY + timedelta(days=99)),
        ("FROM_DATE", TODAY + timedelta(days=30), TODAY + timedelta(days=29)),
        ("ALL", None, None),
    ],
)
def test_a_withdrawal_does_to_given_credit_what_was_chosen(desk, effect, day, counts_until):
    desk.bring(State.GRANTED)

    withdraw(desk, effect, day)

    last = Accreditation.objects.in_force().values_list("valid_before", flat=True).first()
    assert (last - timedelta(days=1) if last else None) == counts_until
    known = Accreditation.objects.known_at(at(99)).get()
    assert known.valid_before == date(2028, 1, 15)


def test_a_withdrawal_takes_two_people_and_can_be_dropped(desk):
    desk.bring(State.GRANTED)
    RoleGrantFactory(user=desk.users["registrar"], role=Role.CHAIR, organisation=desk.register.association)
    withdrawal = propose_withdrawal(
        course=desk.course,
        register=desk.register,
        effect="ALL",
        withdrawn_from=None,
        reasons="Onjuist.",
        **desk.by("registrar"),
    )

    with pytest.raises(FourEyesRequired):
        confirm_withdrawal(withdrawal=withdrawal, **desk.by("registrar"))
    drop_withdrawal(withdrawal=withdrawal, actor=desk.actor("chair"), now=at())
    assert worth_of(desk.course, desk.register) == [("accredited", 6)]


def test_given_credit_cannot_be_kept_from_a_day_in_the_past(desk):
    desk.bring(State.GRANTED)

    with pytest.raises(InvalidInput):
        withdraw(desk, "KEEPS", TODAY)


# --- change, repeat, reuse, trust


def test_a_change_is_triaged_by_the_policy_and_told_once():
    desk = make_desk(changes={"teachers": "none", "title": "notify", "otherwise": "reassess"})
    desk.bring(State.GRANTED)
    for later, changed in enumerate(
        ({"teachers": ["B. Bos"]}, {"title": "Wonden"}, {"title": "X", "programme": "Y"}), 1
    ):
        revise_course(course=desk.course, changes=changed, actor=None, now=at(later))

    assert triage_changes(today=TODAY, now=at(4)) == 3
    assert triage_changes(today=TODAY, now=at(4)) == 0
    effects = CourseChange.objects.order_by("version__number").values_list("effect", flat=True)
    assert list(effects) == ["NONE", "NOTIFY", "REASSESS"]


def test_a_changed_course_is_accredited_anew_from_a_day_and_keeps_its_identity(desk):
    desk.bring(State.GRANTED)
    version = revise_course(course=desk.course, changes={"programme": "Anders."}, actor=None, now=at(1))
    triage_changes(today=TODAY, now=at(2))
    day = TODAY + timedelta(days=60)

    assessment = desk.bring(State.ADVISED, kind="CHANGE")
    desk.take(assessment, Action.GRANT, lines=TWO_LINES, valid_from=day)

    assert worth_of(desk.course, desk.register, on=day - timedelta(days=1)) == [("accredited", 6)]
    assert worth_of(desk.course, desk.register, on=day) == [("accredited", 4), ("oda", 2)]
    assert CourseChange.objects.get(version=version).settled_by == assessment.decisions.get()
    assert Accreditation.objects.in_force().get(category="oda").valid_before == date(2028, 1, 15)


def test_a_repeat_opens_months_before_the_end_and_follows_what_runs(desk):
    desk.bring(State.GRANTED)  # until 15 January 2028
    assessment = desk.draft(kind="REPEAT")
    early = (date(2027, 7, 14) - TODAY).days

    with pytest.raises(RepeatTooEarly):
        desk.take(assessment, Action.SUBMIT, later=early)
    desk.take(assessment, Action.SUBMIT, later=early + 1)
    for action in (Action.ACCEPT, Action.ASSIGN, Action.ASSIGN, Action.ADVISE, Action.ADVISE, Action.GRANT):
        desk.take(assessment, action, later=early + 1)

    ranges = Accreditation.objects.in_force().order_by("valid_from").values_list("valid_from", "valid_before")
    assert list(ranges) == [(TODAY, date(2028, 1, 15)), (date(2028, 1, 15), date(2030, 1, 15))]


def test_a_provider_is_reminded_once_that_a_repeat_is_due(desk):
    desk.bring(State.GRANTED)
    days = (date(2027, 7, 14), date(2027, 7, 15), date(2027, 7, 16))

    assert [remind_of_repeats(today=day, now=at()) for day in days] == [0, 1, 0]
    assert Event.objects.get(kind="accreditation.repeat-due").data["endsBefore"] == "2028-01-15"


def test_another_registers_decision_is_taken_over_where_the_policy_allows():
    desk = make_desk(reuse_from=["nova"])
    nova, other = RegisterFactory(code="nova"), RegisterFactory(code="elsewhere")
    source = AccreditationFactory(course=desk.course, register=nova, valid_before=date(2027, 1, 1))
    assessment = desk.bring(State.SUBMITTED)

    with pytest.raises(DecisionNotTakenOver):
        desk.take(assessment, Action.TAKE_OVER, source=AccreditationFactory(course=desk.course, register=other))
    decision = desk.take(assessment, Action.TAKE_OVER, source=source)

    assert (decision.basis, decision.source, decision.valid_before) == ("TAKEN_OVER", source, date(2027, 1, 1))


def test_a_trusted_provider_accredits_its_own_course_within_its_limits():
    desk = make_desk(**TRUSTING)
    beyond = desk.draft(lines=(Line("accredited", Decimal(5), "point"), Line("oda", Decimal(2), "point")))

    with pytest.raises(SelfAccreditationBeyondTrust):
        desk.take(beyond, Action.SELF_ACCREDIT)
    decision = desk.take(desk.draft(), Action.SELF_ACCREDIT)

    assert (decision.basis, worth_of(desk.course, desk.register)) == ("SELF", [("accredited", 6)])


def test_a_provider_without_trust_accredits_nothing_itself(desk):
    with pytest.raises(SelfAccreditationBeyondTrust):
        desk.take(desk.draft(), Action.SELF_ACCREDIT)


# --- blind advice and figures


def test_a_blind_advice_is_awaited_but_not_counted_and_hidden_until_the_decision():
    desk = make_desk(blind_share="1")
    assessment = desk.bring(State.ASSESSING)
    desk.take(assessment, Action.ASSIGN, name="second assessor")
    desk.take(assessment, Action.ASSIGN, name="third assessor", blind=True)
    for name in ("assessor", "second assessor"):
        desk.take(assessment, Action.ADVISE, name=name)
    assessment.refresh_from_db()
    assert (assessment.blind, assessment.state) == (True, State.ASSESSING)

    desk.take(assessment, Action.ADVISE, name="third assessor", grant=False)

    assert assessment.state == State.ADVISED
    assert Advice.objects.visible_to(desk.actor("chair")).count() == 2
    desk.take(assessment, Action.GRANT)
    assert Advice.objects.visible_to(desk.actor("chair")).count() == 3
    figures = agreement_figures(desk.register, decided_from=TODAY, decided_before=TODAY + timedelta(days=1))
    committee = figures.committee
    assert (committee.decided, committee.unanimous, committee.blind_pairs, committee.blind_agreed) == (1, 1, 2, 0)
    assert [(one.advices, one.as_decided) for one in figures.assessors] == [(1, 1), (1, 1), (1, 0)]


def test_letting_the_blind_assessor_go_brings_it_to_the_chair():
    desk = make_desk(blind_share="1")
    assessment = desk.bring(State.ASSESSING)
    desk.take(assessment, Action.ASSIGN, name="second assessor")
    desk.take(assessment, Action.ASSIGN, name="third assessor", blind=True)
    for name in ("assessor", "second assessor"):
        desk.take(assessment, Action.ADVISE, name=name)

    desk.take(assessment, Action.RELEASE)

    assessment.refresh_from_db()
    assert assessment.state == State.ADVISED


def test_a_change_that_is_granted_on_objection_replaces_what_ran(desk):
    desk.bring(State.GRANTED)
    revise_course(course=desk.course, changes={"programme": "Anders."}, actor=None, now=at(1))
    assessment = desk.bring(State.OBJECTED, kind="CHANGE")
    day = TODAY + timedelta(days=60)

    desk.take(assessment, Action.RECONSIDER, lines=TWO_LINES, valid_from=day)

    assert worth_of(desk.course, desk.register, on=day - timedelta(days=1)) == [("accredited", 6)]
    assert worth_of(desk.course, desk.register, on=day) == [("accredited", 4), ("oda", 2)]
