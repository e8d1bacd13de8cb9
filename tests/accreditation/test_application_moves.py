"""Every move that the table allows goes well, and every other is refused and changes nothing."""

import pytest

from accreditation.catalogue import TRANSITIONS, Action, State
from accreditation.errors import ApplicationCannotMove
from accreditation.models import StateSpan
from register.models import Event
from tests.factories.applications import TRUSTING, make_desk

pytestmark = pytest.mark.django_db
BY_PEOPLE = [action for action in Action if action is not Action.CONCLUDE]
PAIRS = [(state, action) for state in State for action in BY_PEOPLE]


@pytest.fixture
def desk():
    return make_desk(reuse_from=["nova"], **TRUSTING)


def ready(desk, state, action):
    """In this state, with somebody asked who has not advised yet where the action needs one."""
    if (state, action) == (State.ADVISED, Action.ADVISE):
        assessment = desk.bring(State.ASSESSING)
        for step in (Action.ASSIGN, Action.ASSIGN, Action.ADVISE, Action.ADVISE):
            desk.take(assessment, step)
        return assessment
    assessment = desk.bring(state)
    if state is State.OBJECTED and action in (Action.ADVISE, Action.RELEASE):
        desk.take(assessment, Action.ASSIGN)
    return assessment


def allowed(state, action):
    return state in TRANSITIONS[action].sources


@pytest.mark.parametrize(("state", "action"), [pair for pair in PAIRS if allowed(*pair)], ids=lambda one: one.value)
def test_a_move_of_the_table_leads_where_the_table_says_and_tells_it_once(desk, state, action):
    assessment = ready(desk, state, action)
    transition = TRANSITIONS[action]
    told = Event.objects.filter(kind=transition.event, subject_uuid=assessment.uuid).count()

    desk.take(assessment, action)

    assessment.refresh_from_db()
    if (state, action) == (State.ASSESSING, Action.ADVISE):
        assert assessment.state == State.ASSESSING  # one of two advices
    else:
        assert assessment.state == (transition.target or state)
    assert Event.objects.filter(kind=transition.event, subject_uuid=assessment.uuid).count() == told + 1
    span = StateSpan.objects.get(assessment=assessment, left_at=None)
    assert span.state == assessment.state


@pytest.mark.parametrize("state", list(State), ids=lambda one: one.value)
def test_any_other_move_is_refused_and_changes_nothing(desk, state):
    assessment = desk.bring(state)
    spans = list(StateSpan.objects.filter(assessment=assessment).order_by("id").values())
    events = Event.objects.count()

    for action in BY_PEOPLE:
        if not allowed(state, action):
            with pytest.raises(ApplicationCannotMove):
                desk.take(assessment, action)

            assessment.refresh_from_db()
            assert (action, assessment.state) == (action, state)
            assert list(StateSpan.objects.filter(assessment=assessment).order_by("id").values()) == spans
            assert Event.objects.count() == events


def test_every_state_can_be_reached_and_every_action_has_its_own_event():
    reached = {transition.target for transition in TRANSITIONS.values() if transition.target}
    events = [transition.event for transition in TRANSITIONS.values()]

    assert reached == set(State) - {State.DRAFT}
    assert len(set(events)) == len(events)
    assert all(transition.by for transition in TRANSITIONS.values())
