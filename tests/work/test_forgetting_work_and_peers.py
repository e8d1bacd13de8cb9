"""What goes and what stays of work, groups and visits when their owner asks to be forgotten."""

import pytest

from portfolio.models import (
    PeerGroup,
    PeerMembership,
    PeerPresence,
    PeerSession,
    PeerVisit,
    PeerVisitor,
    Record,
    RecordStatement,
)
from portfolio.services.dossiers.forgetting import forget_rows
from portfolio.services.peers.groups import invite_member
from register.access import Actor
from register.clock import now, today
from tests.factories.peers import (
    PeerMembershipFactory,
    PeerPresenceFactory,
    PeerSessionFactory,
    PeerVisitFactory,
    PeerVisitorFactory,
)
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.records import RecordStatementFactory, RecordUseFactory
from tests.factories.register import RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration():
    return RegistrationFactory()


def forget(registration):
    forget_rows(people=[registration.person_id], asked=True, on=today())


def test_a_record_that_counts_stays_with_who_stated_it_and_one_that_does_not_goes(registration):
    entry = LedgerEntryFactory(person=registration.person, registration=registration)
    counting = RecordUseFactory(registration=registration, entry=entry).record
    waiting = RecordUseFactory(registration=registration).record
    stated, asked = (RecordStatementFactory(record=one) for one in (counting, waiting))

    forget(registration)

    assert list(Record.objects.all()) == [counting]
    assert list(RecordStatement.objects.all()) == [stated]
    assert asked not in RecordStatement.objects.all()


def test_who_leaves_for_good_leaves_the_group_to_the_others(registration):
    group = PeerMembershipFactory(person=registration.person, is_chair=True).group
    other = PeerMembershipFactory(group=group)
    session = PeerSessionFactory(group=group)
    for person in (registration.person, other.person):
        PeerPresenceFactory(session=session, person=person)

    forget(registration)

    assert list(PeerMembership.objects.all()) == [other]
    assert [one.person for one in PeerPresence.objects.all()] == [other.person]
    assert (PeerGroup.objects.count(), PeerSession.objects.count()) == (1, 1)
    actor = Actor(UserFactory(person=other.person).pk, other.person_id)
    invited = {"register": registration.register, "number": RegistrationFactory().number}
    invite_member(group=group, **invited, actor=actor, today=today(), now=now())  # without a chair, any member may


def test_a_visit_that_counts_nowhere_goes_and_one_made_to_another_stays_theirs(registration):
    mine = PeerVisitorFactory(visit__person=registration.person).visit
    theirs = PeerVisitorFactory(visit=PeerVisitFactory(), person=registration.person)

    forget(registration)

    assert mine not in PeerVisit.objects.all()
    assert list(PeerVisitor.objects.all()) == [theirs]
