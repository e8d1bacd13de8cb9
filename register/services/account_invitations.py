"""How somebody on a register comes to have an account: invited by the office, taken up by who reads their mail."""

from datetime import datetime, timedelta

from django.db import transaction

from register.access import Actor
from register.errors import AccountInvitationNotValid, PersonWithoutAddress
from register.models import AccountInvitation, Person, Registration, User
from register.services.events import record_event

OPEN_FOR = timedelta(days=14)


@transaction.atomic
def invite_to_account(*, registration: Registration, actor: Actor, now: datetime) -> AccountInvitation:
    """Offer the person of a registration an account. The key goes by mail to their address, and to nobody else.

    The answer is the same whether or not there is an account: who has one is sent the same way in again. Raises
    PersonWithoutAddress.
    """
    person = registration.person
    if not person.email:
        raise PersonWithoutAddress(
            nl="Van deze persoon is geen e-mailadres bekend. Vul dat eerst in.",
            en="No e-mail address of this person is known. Enter that first.",
        )
    invitation = AccountInvitation.objects.create(
        person=person,
        organisation_id=registration.register.association_id,
        invited_by_id=actor.user_id,
        invited_at=now,
        expires_at=now + OPEN_FOR,
    )
    invitation.refresh_from_db(fields=["uuid"])
    _record("account.invited", invitation, registration.register_id, actor, now)
    return invitation


@transaction.atomic
def open_invitation(*, invitation: AccountInvitation, key: str, now: datetime) -> User:
    """The account that the invitation is for, made when there is none. Raises AccountInvitationNotValid.

    An account of the same address that belongs to nobody yet, such as one of a provider's staff, becomes the person's:
    whoever has the key reads the mail of that address.
    """
    person = Person.objects.select_for_update().get(pk=invitation.person_id)  # two invitations of one person
    still_open = AccountInvitation.objects.open_at(now).filter(pk=invitation.pk).exists()
    if not still_open or not invitation.opens_with(key):
        raise _not_valid()
    if account := User.objects.filter(person=person).first():
        return account
    taken = User.objects.select_for_update().filter(email__iexact=person.email).first()
    if taken is None:
        return User.objects.create_user(email=person.email, person=person)
    if taken.person_id is not None or taken.is_machine:
        raise _not_valid()
    taken.person = person
    taken.save(update_fields=["person"])
    return taken


@transaction.atomic
def accept_account_invitation(*, invitation: AccountInvitation, account: User, now: datetime) -> None:
    """Note that the account has a way in now: the key is good for nothing any more. AccountInvitationNotValid."""
    waiting = AccountInvitation.objects.open_at(now).filter(pk=invitation.pk, person=account.person_id)
    if not waiting.update(accepted_at=now):
        raise _not_valid()
    actor = Actor(user_id=account.pk, person_id=account.person_id)
    _record("account.taken-up", invitation, None, actor, now)


def _not_valid() -> AccountInvitationNotValid:
    return AccountInvitationNotValid(
        nl="Deze uitnodiging geldt niet (meer) met deze sleutel. Vraag uw vereniging om een nieuwe.",
        en="This invitation does not hold (any more) with this key. Ask your association for a new one.",
    )


def _record(kind: str, invitation: AccountInvitation, register_id: int | None, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="account-invitation",
        subject_uuid=invitation.uuid,
        organisation_id=invitation.organisation_id,
        register_id=register_id,
        person_id=invitation.person_id,
        actor=actor,
        now=now,
    )
