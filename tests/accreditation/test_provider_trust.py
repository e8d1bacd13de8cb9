"""Trust moves with a reason: down at once, up by two people, and by what checks afterwards find."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from accreditation.errors import CheckAlreadyDrawn, TrustCannotMove
from accreditation.models import Application, Assessment, CourseCheck, Decision, TrustMove
from accreditation.selectors import trust_level_of
from accreditation.services.trust import confirm_trust, move_trust, refuse_trust
from accreditation.services.trust_checks import draw_checks, record_finding, sample_of
from register.access import Actor, Role
from register.errors import FourEyesRequired, InvalidInput
from register.models import Event
from tests.conftest import client_of
from tests.factories.accreditation import AccreditationFactory, CourseFactory, ProviderFactory
from tests.factories.provider_desk import (
    TODAY,
    CheckDrawFactory,
    CourseCheckFactory,
    PolicyFactory,
    TrustMoveFactory,
)
from tests.factories.register import NOW, PersonFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
State = TrustMove.State


def somebody(**user):
    account = UserFactory(**user)
    return Actor(user_id=account.pk, person_id=account.person_id)


@pytest.fixture
def register():
    return PolicyFactory().register


@pytest.fixture
def provider():
    return ProviderFactory()


@pytest.fixture
def move(provider, register):
    def moved(level, *, actor=None, **changes):
        return move_trust(
            provider=provider,
            register=register,
            level=level,
            reason="Because.",
            actor=actor or somebody(),
            today=TODAY,
            now=NOW,
            **changes,
        )

    return moved


def test_a_step_up_holds_once_another_person_confirms_it(move, provider, register):
    proposal = move("trusted")

    assert (proposal.state, trust_level_of(provider, register, on=TODAY).code) == (State.PROPOSED, "new")
    confirm_trust(move=proposal, actor=somebody(), today=TODAY, now=NOW)
    assert trust_level_of(provider, register, on=TODAY).code == "trusted"
    kinds = Event.objects.filter(subject_uuid=proposal.uuid).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["trust.raise-proposed", "trust.raised"]


def test_a_step_down_holds_at_once_and_ends_a_waiting_step_up(move, provider, register):
    TrustMoveFactory(provider=provider, register=register, level="known")
    proposal = move("trusted")

    lowered = move("new")

    proposal.refresh_from_db()
    assert (lowered.state, lowered.effective_on, proposal.state) == (State.IN_FORCE, TODAY, State.REFUSED)
    assert trust_level_of(provider, register, on=TODAY).code == "new"


def test_nobody_confirms_their_own_proposal_nor_through_a_second_account(move):
    person = PersonFactory()
    proposer = somebody(person=person)
    proposal = move("known", actor=proposer)
    second = Actor(user_id=UserFactory().pk, person_id=person.pk)

    for actor in (proposer, second):
        with pytest.raises(FourEyesRequired):
            confirm_trust(move=proposal, actor=actor, today=TODAY, now=NOW)
    with pytest.raises(IntegrityError, match="trust_move_four_eyes"), transaction.atomic():
        TrustMove.objects.update(state="IN_FORCE", effective_on=TODAY, confirmed_by=proposal.moved_by)


def test_the_proposer_may_take_the_proposal_back(move):
    actor = somebody()

    refused = refuse_trust(move=move("known", actor=actor), reason="Too early.", actor=actor, now=NOW)

    assert (refused.state, refused.refusal_reason) == (State.REFUSED, "Too early.")


@pytest.mark.parametrize("state", [State.IN_FORCE, State.REFUSED])
def test_what_was_decided_is_not_decided_again(state):
    effective = TODAY if state == State.IN_FORCE else None
    decided = TrustMoveFactory(state=state, effective_on=effective, refusal_reason="No.")

    with pytest.raises(TrustCannotMove):
        confirm_trust(move=decided, actor=somebody(), today=TODAY, now=NOW)
    with pytest.raises(TrustCannotMove):
        refuse_trust(move=decided, reason="No.", actor=somebody(), now=NOW)


def test_a_level_is_one_of_the_policy_another_than_the_present_and_proposed_once(move):
    with pytest.raises(InvalidInput):
        move("gold")
    with pytest.raises(TrustCannotMove):
        move("new")
    move("known")
    with pytest.raises(TrustCannotMove):
        move("trusted")


def self_accredited(provider, register, n, *, decided_at=datetime(2025, 8, 1, 12, tzinfo=UTC)):
    """Courses that the provider accredited itself, each with two lines of worth."""
    user = UserFactory()
    for _ in range(n):
        course = CourseFactory(provider=provider)
        application = Application.objects.create(
            provider=provider,
            course=course,
            version=course.versions.get(),
            created_by=user,
            created_at=decided_at,
        )
        decision = Decision.objects.create(
            assessment=Assessment.objects.create(application=application, register=register),
            basis=Decision.Basis.SELF,
            granted=True,
            lines=[{"category": "accredited", "quantity": "6", "unit": "point"}],
            valid_from=date(2025, 8, 1),
            valid_before=date(2027, 8, 1),
            reasons="Within our level.",
            objection_until=date(2025, 9, 12),
            decided_by=user,
            decided_at=decided_at,
        )
        for category in ("accredited", "oda"):
            AccreditationFactory(course=course, register=register, category=category, decision=decision)


@pytest.fixture
def draw(register):
    def drawn(*, seed=None, actor=None, start=date(2025, 7, 1), before=date(2026, 1, 1)):
        return draw_checks(
            register=register,
            decided_from=start,
            decided_before=before,
            seed=seed,
            actor=actor,
            today=TODAY,
            now=NOW,
        )

    return drawn


def test_of_each_provider_the_share_of_its_level_is_drawn_rounded_up(register, draw):
    known, trusted = ProviderFactory(), ProviderFactory()
    TrustMoveFactory(provider=known, register=register, level="known")
    TrustMoveFactory(provider=trusted, register=register, level="trusted")
    for provider in (known, trusted):
        self_accredited(provider, register, 5)
    AccreditationFactory(register=register, decided_at=datetime(2025, 8, 1, tzinfo=UTC))  # decided by an office

    checks = CourseCheck.objects.filter(draw=draw())

    assert checks.filter(accreditation__course__provider=known).count() == 3
    assert checks.filter(accreditation__course__provider=trusted).count() == 1
    assert checks.count() == 4


def test_a_draw_can_be_repeated_from_what_it_kept(register, provider, draw):
    TrustMoveFactory(provider=provider, register=register, level="known")
    self_accredited(provider, register, 12)
    kept = draw(seed="the numbers of the lottery of 3 January")
    chosen = sorted(str(uuid) for uuid in kept.checks.values_list("accreditation__uuid", flat=True))
    self_accredited(provider, register, 5)  # later, of the same period
    TrustMoveFactory(provider=provider, register=register, level="trusted", effective_on=TODAY)

    kept.refresh_from_db()

    assert (sample_of(kept), len(chosen)) == (chosen, 6)
    assert sample_of(CheckDrawFactory.build(seed="another", population=kept.population)) != chosen


def test_the_days_are_those_of_the_register_s_own_midnight(register, provider, draw):
    TrustMoveFactory(provider=provider, register=register, level="known")
    self_accredited(provider, register, 1, decided_at=datetime(2025, 6, 30, 21, 59, tzinfo=UTC))
    inside = datetime(2025, 6, 30, 22, 0, tzinfo=UTC)
    self_accredited(provider, register, 1, decided_at=inside)

    assert draw().checks.get().accreditation.decision.decided_at == inside


def test_a_period_is_drawn_from_once_and_when_it_is_over(draw):
    draw()

    with pytest.raises(CheckAlreadyDrawn):
        draw(start=date(2025, 12, 31), before=date(2026, 1, 2))
    with pytest.raises(InvalidInput):
        draw(start=date(2026, 1, 1), before=date(2026, 1, 16))


def test_a_finding_moves_the_provider_and_the_move_names_the_check(register, provider):
    TrustMoveFactory(provider=provider, register=register, level="trusted")
    check = CourseCheckFactory(draw__register=register, accreditation__course__provider=provider)

    record_finding(
        check=check,
        finding="SERIOUS",
        report="Half was not given.",
        level="new",
        actor=somebody(),
        today=TODAY,
        now=NOW,
    )

    assert (check.state, check.finding) == ("FOUND", "SERIOUS")
    assert trust_level_of(provider, register, on=TODAY).code == "new"
    assert TrustMove.objects.get(level="new").check_found == check


@pytest.fixture
def assessor(register):
    return client_of(RoleGrantFactory(role=Role.ASSESSOR, organisation=register.association).user)


def test_a_finding_is_recorded_once_and_nothing_of_it_stays_when_the_level_is_wrong(assessor, register):
    check = CourseCheckFactory(draw__register=register)
    address = f"/api/v1/course-checks/{check.uuid}/findings"
    body = {"finding": "GOOD", "report": "As described."}

    assert assessor.post(address, body | {"level": "gold"}).status_code == 400
    check.refresh_from_db()
    assert check.state == "OPEN"
    assert assessor.post(address, body).status_code == 201
    assert assessor.post(address, body).json()["code"] == "check-already-found"


def test_nobody_checks_a_course_of_their_own_provider(register):
    check = CourseCheckFactory(draw__register=register)
    grant = RoleGrantFactory(role=Role.ASSESSOR, organisation=register.association)
    RoleGrantFactory(user=grant.user, role=Role.PROVIDER_SUBMITTER, organisation=check.accreditation.course.provider)

    answer = client_of(grant.user).post(
        f"/api/v1/course-checks/{check.uuid}/findings", {"finding": "GOOD", "report": "Ours."}
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "conflict-of-interest")


def test_the_provider_sees_its_level_and_what_was_found_and_nothing_before_that(register, provider):
    client = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider).user)
    TrustMoveFactory(provider=provider, register=register, level="known")
    TrustMoveFactory(provider=provider, register=register, level="trusted", state="PROPOSED", effective_on=None)
    of_provider = {"draw": CheckDrawFactory(register=register), "accreditation__course__provider": provider}
    CourseCheckFactory(**of_provider)
    CourseCheckFactory(**of_provider, state="FOUND", finding="MINOR", report="One name missing.", checked_at=NOW)

    moves = client.get(f"/api/v1/providers/{provider.uuid}/trust-moves").json()["results"]
    checks = client.get("/api/v1/course-checks").json()["results"]

    assert [move["level"] for move in moves] == ["known"]
    assert [check["finding"] for check in checks] == ["MINOR"]
    assert client.get(f"/api/v1/registers/{register.code}/check-draws").json()["results"] == []
