"""Roles: given by another, for a reason, until a day; ended by somebody, for a reason; somebody is left who gives."""

from datetime import date, datetime, timedelta

from django.db import transaction

from register.access import ASSOCIATION_ROLES, GIVING, LONGEST_TERMS, ROLE_PERMISSIONS, Actor, Role
from register.errors import FieldProblem, FourEyesRequired, InvalidInput, LastGiver, RoleAlreadyEnded
from register.models import Organisation, Register, RoleGrant, User
from register.services.events import record_event

# How long before a role ends its holder and those who give roles are told.
TOLD_BEFORE = timedelta(days=30)
GIVERS = [role for role, permissions in ROLE_PERMISSIONS.items() if permissions & GIVING]


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role,
    organisation: Organisation,
    register: Register | None = None,
    starts_on: date,
    ends_before: date | None = None,
    reason: str,
    granted_by: Actor,
    now: datetime,
) -> RoleGrant:
    """Give a user a role for an organisation, or for one register of it. Works on the user's next request.

    Without `ends_before` it is given for its longest term; InvalidInput for longer. Nobody gives himself a role:
    FourEyesRequired. Given already from that day on: nothing changes.
    """
    if granted_by.user_id == user.pk:
        raise FourEyesRequired(
            nl="Niemand geeft zichzelf een rol. Laat een ander dit doen.",
            en="Nobody gives himself a role. Let somebody else do this.",
        )
    last = term_of(role, starts_on=starts_on, ends_before=ends_before)
    grant, created = RoleGrant.objects.get_or_create(
        user=user,
        role=role,
        organisation=organisation,
        register=register,
        starts_on=starts_on,
        ended_at=None,
        defaults={"ends_before": last, "reason": reason, "granted_by_id": granted_by.user_id},
    )
    if role in ASSOCIATION_ROLES and not user.is_staff and not user.is_machine:
        User.objects.filter(pk=user.pk).update(is_staff=True)
        user.is_staff = True
    if created and not user.is_machine:  # of a machine it is told that it was added
        grant.refresh_from_db(fields=["uuid"])
        _record("role.granted", grant, granted_by, now)
    return grant


def account_of(email: str) -> User:
    """The account of somebody who signs in. InvalidInput without one: whoever gets a role is known beforehand."""
    user = User.objects.filter(email__iexact=email, is_active=True, is_machine=False).first()
    if user is None:
        problem = FieldProblem(
            "#/email", "no-such-account", "Met dit adres is er geen account.", "There is no account with this address."
        )
        raise InvalidInput(
            nl="Vraag deze persoon eerst een account te maken.",
            en="Ask this person to make an account first.",
            fields=(problem,),
        )
    return user


@transaction.atomic
def end_grant(*, grant: RoleGrant, reason: str, actor: Actor, today: date, now: datetime) -> RoleGrant:
    """End a role from its holder's next request on. One that has yet to begin never begins.

    The last person who gives roles at an organisation stays: LastGiver. RoleAlreadyEnded.
    """
    Organisation.objects.select_for_update().get(pk=grant.organisation_id)  # two may let each other go at once
    if Role(grant.role) in GIVERS and grant.register_id is None and not other_giver(grant, on=today):
        raise LastGiver(
            nl="Dit is de laatste die hier rollen geeft. Geef eerst een ander deze rol.",
            en="This is the last one who gives roles here. Give somebody else this role first.",
        )
    close_grant(grant=grant, reason=reason, actor=actor, today=today, now=now)
    _record("role.ended", grant, actor, now)
    grant.refresh_from_db()
    return grant


def close_grant(*, grant: RoleGrant, reason: str, actor: Actor, today: date, now: datetime) -> None:
    """Note who ended a role and why. RoleAlreadyEnded when somebody did, or when its day has come."""
    running = RoleGrant.objects.filter(pk=grant.pk, ended_at=None, ends_before__gt=today)
    last = max(today, grant.starts_on)
    if not running.update(ends_before=last, ended_at=now, ended_by_id=actor.user_id, end_reason=reason):
        raise RoleAlreadyEnded(nl="Deze rol is al voorbij.", en="This role is over already.")


def other_giver(grant: RoleGrant, *, on: date) -> bool:
    """Whether a person besides this one gives roles for the whole organisation on the day, for longer than that."""
    givers = RoleGrant.objects.filter(
        organisation=grant.organisation_id,
        register=None,
        role__in=GIVERS,
        user__is_active=True,
        user__is_machine=False,
    )
    return givers.held_on(on).exclude(user=grant.user_id).exists()


@transaction.atomic
def renew_roles(*, account: User, actor: Actor, today: date, now: datetime) -> None:
    """Begin a new term of what a machine holds, for whoever gave it a new secret. What is over stays over."""
    for grant in RoleGrant.objects.filter(user=account).held_on(today).select_related("organisation", "register"):
        if grant.starts_on == today:
            continue
        close_grant(grant=grant, reason="renewed", actor=actor, today=today, now=now)
        grant_role(
            user=account,
            role=Role(grant.role),
            organisation=grant.organisation,
            register=grant.register,
            starts_on=today,
            reason=grant.reason,
            granted_by=actor,
            now=now,
        )


@transaction.atomic
def announce_ending_roles(*, today: date, now: datetime) -> int:
    """Note of each role that ends within a month, once, that it does: notices are made of it. Returns how many."""
    soon = RoleGrant.objects.filter(ended_at=None, warned_at=None, ends_before__gt=today, user__is_active=True)
    soon = soon.filter(ends_before__lte=today + TOLD_BEFORE, starts_on__lt=today)
    grants = list(soon.select_for_update(of=("self",), skip_locked=True).select_related("user").order_by("pk"))
    grants = [grant for grant in grants if not _goes_on(grant)]
    for grant in grants:
        kind = "machine.ends-soon" if grant.user.is_machine else "role.ends-soon"
        _record(kind, grant, None, now, endsBefore=grant.ends_before.isoformat())
    RoleGrant.objects.filter(pk__in=[grant.pk for grant in grants]).update(warned_at=now)
    return len(grants)


def _goes_on(grant: RoleGrant) -> bool:
    """Whether the same role was given again for the time after."""
    same = RoleGrant.objects.filter(
        user=grant.user_id, role=grant.role, organisation=grant.organisation_id, register=grant.register_id
    )
    return same.filter(ended_at=None, starts_on__lte=grant.ends_before, ends_before__gt=grant.ends_before).exists()


def term_of(role: Role, *, starts_on: date, ends_before: date | None) -> date:
    """The first day without the role: the one asked, else the latest there may be. InvalidInput outside those."""
    latest = starts_on + timedelta(days=LONGEST_TERMS[role])
    if ends_before is None or starts_on < ends_before <= latest:
        return ends_before or latest
    last = latest - timedelta(days=1)
    problem = FieldProblem(
        "#/endsBefore",
        "term-out-of-range",
        f"Geef een dag na {starts_on} en niet na {latest}.",
        f"Give a day after {starts_on} and not after {latest}.",
    )
    raise InvalidInput(
        nl=f"Deze rol wordt gegeven tot uiterlijk {last}. Daarna kan zij opnieuw worden gegeven.",
        en=f"This role is given until {last} at the latest. After that it can be given again.",
        fields=(problem,),
    )


def _record(kind: str, grant: RoleGrant, actor: Actor | None, now: datetime, **data: str) -> None:
    record_event(
        kind=kind,
        subject_type="user",
        subject_uuid=grant.user.uuid,
        organisation_id=grant.organisation_id,
        register_id=grant.register_id,
        actor=actor,
        now=now,
        data={"role": grant.role, "grant": str(grant.uuid)} | data,
    )
