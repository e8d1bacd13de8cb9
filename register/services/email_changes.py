"""Another mail address: asked by its owner, shown to be theirs by a key that is mailed there, and then used for all."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from register.access import Actor
from register.errors import (
    EmailChangeNotValid,
    EmailTaken,
    EmailUnchanged,
    FieldProblem,
    Forbidden,
    TooManyEmailChanges,
    constraint_of,
)
from register.models import EmailChange, Person, User
from register.services.events import record_event

OPEN_FOR = timedelta(days=2)
A_DAY = timedelta(days=1)
CHANGES_A_DAY = 5
ONE_EACH = frozenset({"register_user_email_key", "user_email_once_whatever_case", "unique_verified_email"})


@transaction.atomic
def ask_email_change(*, account: User, address: str, actor: Actor, now: datetime) -> EmailChange:
    """Ask for another address; its key is mailed there. The change that waited before is over.

    The answer is the same whether or not an account has the address: only who reads its mail hears which. Raises
    EmailUnchanged, and TooManyEmailChanges after five on a day: each is a mail to somebody.
    """
    if account.is_machine:
        raise Forbidden(
            nl="Een systeem heeft geen mailadres; het account van een mens wel.",
            en="A system has no mail address; the account of a human being does.",
        )
    wanted = address.strip().lower()
    owner = User.objects.select_for_update(no_key=True).get(pk=account.pk)  # two at once: one after the other
    if {wanted} == {owner.email, *_address_of_person(owner)}:
        nl, en = "Dit is uw adres al.", "This is your address already."
        raise EmailUnchanged(nl=nl, en=en, fields=(FieldProblem("#/address", "email-unchanged", nl, en),))
    if EmailChange.objects.filter(user=owner, asked_at__gt=now - A_DAY).count() >= CHANGES_A_DAY:
        raise TooManyEmailChanges(
            nl="Er zijn vandaag al vijf adressen opgegeven. Probeer het morgen weer.",
            en="Five addresses were given today. Try again tomorrow.",
        )
    EmailChange.objects.open_at(now).filter(user=owner).update(expires_at=now)
    change = EmailChange.objects.create(
        user=owner, address=wanted, old_address=owner.email, asked_at=now, expires_at=now + OPEN_FOR
    )
    change.refresh_from_db(fields=["uuid"])
    _record("email-change.asked", change, actor, now)
    return change


@transaction.atomic
def confirm_email_change(*, change: EmailChange, key: str, actor: Actor, now: datetime) -> EmailChange:
    """Use the new address from now on: to sign in, for every message, and of the person. The old one is told.

    Raises EmailChangeNotValid, and EmailTaken when another account has it: whoever confirms first, has it.
    """
    owner = User.objects.select_for_update(no_key=True).get(pk=change.user_id)
    waiting = EmailChange.objects.open_at(now).filter(pk=change.pk)
    if not change.opens_with(key) or not waiting.update(confirmed_at=now):
        raise EmailChangeNotValid(
            nl="Deze wijziging geldt niet (meer) met deze sleutel. Geef het adres zo nodig opnieuw op.",
            en="This change does not hold (any more) with this key. Give the address again if need be.",
        )
    try:
        with transaction.atomic():
            _move(owner, to=change.address)
    except IntegrityError as error:
        if constraint_of(error) not in ONE_EACH:
            raise
        raise EmailTaken(
            nl="Een ander account heeft dit adres al. Meld u daarmee aan, of kies een ander adres.",
            en="Another account has this address. Sign in with that one, or choose another address.",
        ) from error
    change.refresh_from_db()
    _record("email-change.confirmed", change, actor, now)
    return change


def _move(owner: User, *, to: str) -> None:
    """What is signed in with, what the sign-in library knows, and where the person is written to: one address."""
    User.objects.filter(pk=owner.pk).update(email=to)
    EmailAddress.objects.filter(user=owner).delete()  # the library lets people in by any address that it keeps
    EmailAddress.objects.create(user=owner, email=to, verified=True, primary=True)
    Person.objects.filter(user=owner).update(email=to)


def _address_of_person(owner: User) -> list[str]:
    return list(Person.objects.filter(user=owner).values_list("email", flat=True))


def _record(kind: str, change: EmailChange, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="email-change",
        subject_uuid=change.uuid,
        person_id=change.user.person_id,
        actor=actor,
        now=now,
    )
