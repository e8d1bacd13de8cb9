"""Who hears of an event: whom it names, or those who hold a role for it on the day."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from accreditation.models import GroupContact, Invitation, Provider, ProviderSignUp
from notifications.catalogue import Audience
from notifications.models import Notice
from portfolio.catalogue.reflection import Side
from portfolio.models import AttendanceBatch, Conversation, Duty, FeedbackInvitation, RecordStatement, Share
from register.access import GIVING, ROLE_PERMISSIONS, Permission
from register.models import AccountInvitation, EmailChange, Event, Organisation, Person, RoleGrant, User

HOLDERS = {
    Audience.PROVIDER: Permission.MANAGE_COURSES,
    Audience.OFFICE: Permission.MANAGE_REGISTRATIONS,
    Audience.OTHER_SIDE: Permission.MANAGE_REGISTRATIONS,
    Audience.DECIDERS: Permission.DECIDE_ACCREDITATION,
    Audience.COMMITTEE: Permission.TAKE_DECISIONS,
    Audience.ADOPTERS: Permission.ADOPT_REGULATION,
    Audience.HOLDER: Permission.REPORT_ATTENDANCE,
    Audience.SENDER: Permission.REPORT_ATTENDANCE,
    Audience.ASSESSOR: Permission.DECIDE_CLAIMS,
    Audience.AUDITOR: Permission.AUDIT,
    Audience.WEBHOOK_MANAGERS: Permission.MANAGE_WEBHOOKS,
    Audience.ROLE_GIVERS: Permission.GRANT_ROLES,
    Audience.MACHINE_MANAGERS: Permission.MANAGE_MACHINES,
}
ADDRESSEES: Mapping[str, Callable[[UUID], str]] = {
    "account-invitation": lambda uuid: AccountInvitation.objects.get(uuid=uuid).address,
    "email-change": lambda uuid: EmailChange.objects.get(uuid=uuid).tells,
    "provider-sign-up": lambda uuid: ProviderSignUp.objects.get(uuid=uuid).email,
    "invitation": lambda uuid: Invitation.objects.get(uuid=uuid).email,
    "feedback-invitation": lambda uuid: FeedbackInvitation.objects.get(uuid=uuid).email,
    "group-contact": lambda uuid: GroupContact.objects.select_related("user").get(uuid=uuid).user.email,
    "record-statement": lambda uuid: RecordStatement.objects.get(uuid=uuid).email,
    "share": lambda uuid: Share.objects.get(uuid=uuid).email,
    "user": lambda uuid: User.objects.get(uuid=uuid).email,
}
Recipient = Person | str


def recipients_of(event: Event, audience: Audience, *, on: date) -> list[Recipient]:
    """The people to tell; by an address who is no person of the registers.

    Whoever did it themselves is not told, but by a receipt, and neither is an account that is closed or of a machine.
    """
    if audience is Audience.PERSON:
        return list(Person.objects.filter(pk__in=[event.person_id]))
    if audience is Audience.ADDRESSEE:  # never a person's own address: a key goes where it was meant to go
        return [ADDRESSEES[event.subject_type](event.subject_uuid)]
    if audience is Audience.ACTOR:
        return list(
            _persons_and_addresses(User.objects.filter(pk__in=[event.actor_id], is_active=True, is_machine=False))
        )
    if audience is Audience.ONE_OF_TWO:
        return list(_one_of_two(event))
    if audience is Audience.OTHER_SIDE and (named := list(_owed_to(event))):
        return named
    return list(_persons_and_addresses(_accounts(event, audience, on)))


def _one_of_two(event: Event) -> Iterator[Recipient]:
    for talk in Conversation.objects.filter(uuid=event.subject_uuid).select_related("person", "peer"):
        yield talk.person if event.data["tells"] == Side.OWNER else talk.peer or talk.email


def _owed_to(event: Event) -> Iterator[Recipient]:
    """The one other to whom a duty is owed; nobody when that is an office."""
    for duty in Duty.objects.filter(uuid=event.subject_uuid).select_related("agreed_with", "conversation"):
        if duty.agreed_with:
            yield duty.agreed_with
        elif duty.conversation:
            yield duty.conversation.email


def _persons_and_addresses(accounts: QuerySet[User]) -> Iterator[Recipient]:
    yield from Person.objects.filter(user__in=accounts).distinct().order_by("pk")
    yield from accounts.filter(person=None).distinct().order_by("email").values_list("email", flat=True)


def _accounts(event: Event, audience: Audience, on: date) -> QuerySet[User]:
    needed = GIVING if audience is Audience.ROLE_GIVERS else {HOLDERS[audience]}
    grants = RoleGrant.objects.held_on(on).filter(role__in=_roles_with(needed))
    match audience:
        case Audience.PROVIDER:
            grants = grants.filter(organisation__in=_provider_of(event))
        case Audience.HOLDER:
            grants = grants.filter(organisation__in=Organisation.objects.filter(uuid=event.data["to"]))
        case Audience.ASSESSOR:
            grants = grants.filter(user__claims_in_hand__uuid=event.subject_uuid)
        case Audience.AUDITOR:
            grants = grants.filter(user__audits_in_hand__uuid=event.subject_uuid)
        case Audience.SENDER:
            batch = _batch_of(event)
            sender = User.objects.filter(pk=batch.received_by_id, is_active=True, is_machine=False)
            if sender:
                return sender
            grants = grants.filter(organisation=batch.mandate.employer_id if batch.mandate else batch.provider_id)
        case _:
            association = event.register.association_id if event.register else event.organisation_id
            grants = grants.filter(Q(register=None) | Q(register=event.register_id), organisation=association)
    accounts = User.objects.filter(grants__in=grants, is_active=True, is_machine=False)
    return accounts.exclude(pk=event.actor_id) if event.actor_id else accounts


def _roles_with(needed: Collection[Permission]) -> list[str]:
    """The roles that hold one of these."""
    return [role.value for role, permissions in ROLE_PERMISSIONS.items() if permissions & set(needed)]


def _provider_of(event: Event) -> QuerySet[Provider]:
    """The provider whose business the event is: its subject, or named in its data, else where it happened."""
    named = event.subject_uuid if event.subject_type == "provider" else event.data.get("provider")
    if named is not None:
        return Provider.objects.filter(uuid=named)
    return Provider.objects.filter(pk__in=[event.organisation_id])


def _batch_of(event: Event) -> AttendanceBatch:
    """The attendance list that the event is about, or that led to its subject."""
    uuid = event.subject_uuid if event.subject_type == "attendance-batch" else event.data["batch"]
    batch: AttendanceBatch = AttendanceBatch.objects.select_related("mandate").get(uuid=uuid)
    return batch


def reader_of(notice: Notice) -> tuple[str, str]:
    """The language in which to write to whoever a notice is for, and their name; empty when nobody knows it."""
    known = notice.person or Person.objects.filter(user__email__iexact=notice.address).first()
    if known:
        return known.language, known.full_name
    # Who changes their address speaks their language; who reads the new one may be somebody else, and is told no name.
    asked = Person.objects.filter(user__email_changes__uuid=notice.event.subject_uuid) if notice.event else None
    asker = asked.first() if asked is not None else None
    return asker.language if asker else settings.LANGUAGE_CODE, ""
