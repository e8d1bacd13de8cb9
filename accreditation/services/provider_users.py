"""People of a provider: invited by its manager, let go by its manager, never without one."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accreditation.errors import InvitationNotValid, RoleNotHeld
from accreditation.models import Invitation, Provider
from register.access import Actor, Role
from register.errors import FieldProblem, InvalidInput
from register.models import RoleGrant, User
from register.services.events import record_event
from register.services.roles import end_grant, grant_role, term_of

OPEN_FOR = timedelta(days=14)


@transaction.atomic
def invite(
    *,
    provider: Provider,
    email: str,
    role: Role,
    ends_before: date | None,
    reason: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> Invitation:
    """Offer somebody a role at the provider. The key goes by mail to the address, and to nobody else.

    The answer is the same whether or not the address has an account.
    """
    term_of(role, starts_on=today, ends_before=ends_before)
    invitation = Invitation.objects.create(
        provider=provider,
        email=email.lower(),
        role=role,
        ends_before=ends_before,
        reason=reason,
        invited_by_id=actor.user_id,
        invited_at=now,
        expires_at=now + OPEN_FOR,
    )
    invitation.refresh_from_db(fields=["uuid"])
    _record("invitation.given", "invitation", invitation.uuid, provider, actor, now, {"role": role})
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, key: str, password: str, today: date, now: datetime) -> Invitation:
    """Take up an offered role. Whoever holds the key reads the mail of the address it was sent to, and acts for it.

    The role goes to the account of that address, else to a new one that gets this password. Raises InvitationNotValid
    for a wrong key or an invitation that was used or is over; InvalidInput when a new account has no good password.
    """
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("provider").get(pk=invitation.pk)
    over = locked.accepted_at is not None or locked.expires_at <= now
    ended = locked.ends_before is not None and locked.ends_before <= today
    if over or ended or not locked.opens_with(key):
        raise InvitationNotValid(
            nl="Deze uitnodiging geldt niet (meer) met deze sleutel. Vraag om een nieuwe.",
            en="This invitation does not hold (any more) with this key. Ask for a new one.",
        )
    account = User.objects.filter(email__iexact=locked.email).first() or _new_account(locked.email, password)
    grant_role(
        user=account,
        role=Role(locked.role),
        organisation=locked.provider,
        starts_on=today,
        ends_before=locked.ends_before,
        reason=locked.reason,
        granted_by=Actor(user_id=locked.invited_by_id),
        now=now,
    )
    Invitation.objects.filter(pk=locked.pk).update(accepted_by=account, accepted_at=now)
    invitation.refresh_from_db()
    actor = Actor(user_id=account.pk, person_id=account.person_id)
    _record("invitation.accepted", "invitation", locked.uuid, locked.provider, actor, now, {"role": locked.role})
    return invitation


@transaction.atomic
def end_role(
    *, provider: Provider, user_uuid: UUID, role: Role, reason: str, actor: Actor, today: date, now: datetime
) -> User:
    """End a role of somebody at the provider, from their next request on, and the invitations they gave.

    The last person who manages the provider cannot be let go: LastGiver.
    """
    Provider.objects.select_for_update(of=("self",)).get(pk=provider.pk)  # two managers may let each other go at once
    held = RoleGrant.objects.filter(organisation=provider, user__uuid=user_uuid, role=role, user__is_machine=False)
    current = list(held.filter(ended_at=None, ends_before__gt=today).select_related("user"))
    if not current:
        raise RoleNotHeld(
            nl="Deze gebruiker heeft deze rol hier niet (meer).",
            en="This user does not hold this role here (any more).",
        )
    for grant in current:
        end_grant(grant=grant, reason=reason, actor=actor, today=today, now=now)
    user: User = current[0].user
    Invitation.objects.filter(provider=provider, invited_by=user).open_at(now).update(expires_at=now)
    return user


def _new_account(email: str, password: str) -> User:
    try:
        validate_password(password, user=User(email=email))
    except ValidationError as error:
        raise InvalidInput(
            nl="Kies een beter wachtwoord.",
            en="Choose a better password.",
            fields=tuple(FieldProblem("#/password", "weak-password", words, words) for words in error.messages),
        ) from error
    account = User.objects.create_user(email=email, password=password)
    account.refresh_from_db(fields=["uuid"])
    return account


def _record(
    kind: str, subject: str, uuid: UUID, provider: Provider, actor: Actor, now: datetime, data: dict[str, str]
) -> None:
    record_event(
        kind=kind,
        subject_type=subject,
        subject_uuid=uuid,
        organisation_id=provider.pk,
        actor=actor,
        now=now,
        data={"provider": str(provider.uuid)} | data,
    )
