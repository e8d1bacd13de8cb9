"""Who audits whom: shared out by load, never by somebody who stands too near."""

import pytest
from django.db import IntegrityError, transaction

from portfolio.errors.audit_cases import AuditorInConflict, AuditorMissing
from portfolio.models import Audit, EmployerLink, PeerGroup, PeerMembership
from portfolio.services.audit_cases.assigning import assign_audit, declare_conflict
from register.models import Employer, Event
from tests.audits.auditing import LATER, TODAY, Auditing
from tests.factories.portfolio import ClaimFactory
from tests.factories.register import NOW, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    return Auditing(auditors=0)


def colleague(one, user):
    employer = Employer.objects.create(name="Zorggroep")
    for person in (one.registration.person, user.person):
        EmployerLink.objects.create(person=person, employer=employer, starts_on=TODAY)


def decided_on_a_claim(one, user):
    ClaimFactory(
        registration=one.registration,
        performed_on=one.courses[0].effective_on,
        state="REFUSED",
        decided_by=user,
        decided_at=NOW,
        reason="Te laat.",
    )


def in_a_group(one, user):
    group = PeerGroup.objects.create(name="Intervisie", founded_on=one.cycle.starts_on, founded_by=user)
    for person, state, left in ((one.registration.person, "MEMBER", None), (user.person, "LEFT", TODAY)):
        PeerMembership.objects.create(
            group=group,
            person=person,
            state=state,
            invited_on=one.cycle.starts_on,
            joined_on=one.cycle.starts_on,
            left_on=left,
        )


@pytest.mark.parametrize("near", [colleague, decided_on_a_claim, in_a_group])
def test_who_stands_too_near_is_passed_over_and_refused(one, near):
    user, other = one.auditor_of(), one.auditor_of()
    near(one, user)

    assert one.audit.auditor == other
    with pytest.raises(AuditorInConflict):
        assign_audit(audit=one.audit, auditor=user.uuid, actor=one.preparer, today=TODAY, now=NOW)


def test_nobody_audits_themselves_whoever_assigns(one):
    own = one.auditor_of(UserFactory(person=one.registration.person))

    assert one.audit.auditor is None
    assert Event.objects.filter(kind="audit.without-auditor").exists()
    with pytest.raises(AuditorInConflict):
        assign_audit(audit=one.audit, auditor=own.uuid, actor=one.preparer, today=TODAY, now=NOW)
    with pytest.raises(IntegrityError, match="of the auditor themselves"), transaction.atomic():
        Audit.objects.update(auditor=own, assigned_at=NOW)


def test_the_one_with_the_least_in_hand_gets_the_next(one):
    first, second = one.auditor_of(), one.auditor_of()
    others = [Auditing(version=one.cycle.regulation, auditors=0) for _ in range(3)]

    got = [each.audit.auditor for each in (one, *others)]

    assert got == [first, second, first, second]


def test_who_declares_a_conflict_sees_no_more_of_it_and_never_gets_it_again(one):
    first, second = one.auditor_of(), one.auditor_of()
    actor = one.auditor

    declare_conflict(audit=one.audit, reason="Oud-studiegenoot.", actor=actor, today=TODAY, now=LATER)

    one.audit.refresh_from_db()
    assert one.audit.auditor == second
    assert not Audit.objects.visible_to(actor).exists()
    with pytest.raises(AuditorInConflict):
        assign_audit(audit=one.audit, auditor=first.uuid, actor=one.preparer, today=TODAY, now=LATER)


def test_when_nobody_is_left_the_office_hears_so(one):
    one.auditor_of()
    declare_conflict(audit=one.audit, reason="Buurvrouw.", actor=one.auditor, today=TODAY, now=LATER)

    with pytest.raises(AuditorMissing):
        assign_audit(audit=one.audit, auditor=None, actor=one.preparer, today=TODAY, now=LATER)
