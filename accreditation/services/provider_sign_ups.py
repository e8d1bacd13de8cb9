"""Sign-ups: somebody outside asks for the account of a provider, an office lets them in."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from accreditation.errors import SignUpAlreadyDecided
from accreditation.models import Invitation, ProviderSignUp
from accreditation.services.provider_authorisations import ask_authorisation
from accreditation.services.provider_users import invite
from accreditation.services.providers import add_provider, refuse_duplicate
from register.access import Actor, Role
from register.errors import Limit
from register.models import Association
from register.reach import past_the_wall
from register.services.events import record_event
from register.services.limits import refuse_beyond

State = ProviderSignUp.State
DAY = timedelta(days=1)
# From one e-mail address, from one place on the network, and to one association from everywhere.
PER_EMAIL = Limit("sign-ups-of-an-address", 3, DAY)
PER_PLACE = Limit("sign-ups-of-a-place", 20, DAY)
PER_ASSOCIATION = Limit("sign-ups-at-an-association", 500, DAY)


@transaction.atomic
def ask_account(
    *,
    association: Association,
    name: str,
    postcode: str,
    contact_name: str,
    email: str,
    sort: str = "",
    telephone: str = "",
    motivation: str = "",
    confirmed: bool = False,
    asked_from: str,
    now: datetime,
) -> ProviderSignUp:
    """Ask for the account of a provider that is not there yet. `asked_from` is a digest of the network address.

    Raises TooOften, ProviderExists or, unless `confirmed`, ProviderLooksLike.
    """
    _refuse_flood(association=association, email=email, asked_from=asked_from, now=now)
    refuse_duplicate(name=name, postcode=postcode, confirmed=confirmed)
    sign_up = ProviderSignUp.objects.create(
        association=association,
        name=name,
        postcode=postcode,
        sort=sort,
        contact_name=contact_name,
        email=email.lower(),
        telephone=telephone,
        motivation=motivation,
        asked_from=asked_from,
        asked_at=now,
    )
    sign_up.refresh_from_db(fields=["uuid"])
    _record("provider-sign-up.asked", sign_up, None, now)
    return sign_up


@transaction.atomic
@past_the_wall("The association makes an account for a provider that is not its own.")
def accept_sign_up(
    *, sign_up: ProviderSignUp, code: str, confirmed: bool, actor: Actor, today: date, now: datetime
) -> Invitation:
    """Make the provider, ask its first authorisation, and invite who asked as its manager.

    The key of the invitation goes to the address of the sign-up: whoever reads mail there takes the role. Whether the
    provider is there already is checked once more.
    """
    _claim(sign_up)
    provider = add_provider(
        code=code,
        name=sign_up.name,
        postcode=sign_up.postcode,
        sort=sign_up.sort,
        confirmed=confirmed,
        actor=actor,
        now=now,
    )
    ask_authorisation(
        provider=provider, association=sign_up.association, motivation=sign_up.motivation, actor=None, now=now
    )
    _settle(sign_up, State.ACCEPTED, actor, now, provider=provider)
    return invite(
        provider=provider,
        email=sign_up.email,
        role=Role.PROVIDER_MANAGER,
        ends_before=None,
        reason="Account asked for and accepted.",
        actor=actor,
        today=today,
        now=now,
    )


@transaction.atomic
def refuse_sign_up(*, sign_up: ProviderSignUp, reason: str, actor: Actor, now: datetime) -> ProviderSignUp:
    """Refuse the account, with a reason for who asked."""
    _claim(sign_up)
    _settle(sign_up, State.REFUSED, actor, now, reason=reason)
    return sign_up


def _refuse_flood(*, association: Association, email: str, asked_from: str, now: datetime) -> None:
    alike: dict[Limit, dict[str, Any]] = {
        PER_EMAIL: {"email__iexact": email},
        PER_PLACE: {"asked_from": asked_from},
        PER_ASSOCIATION: {"association": association},
    }
    for limit, of_the_same in alike.items():
        refuse_beyond(
            limit,
            ProviderSignUp.objects.filter(**of_the_same),
            moment="asked_at",
            now=now,
            nl="Er zijn vandaag al te veel accounts gevraagd. Probeer het morgen, of bel de vereniging.",
            en="Too many accounts were asked for today. Try again tomorrow, or call the association.",
        )


def _claim(sign_up: ProviderSignUp) -> None:
    """Lock the row: of two who decide at once, the second finds it decided."""
    locked = ProviderSignUp.objects.select_for_update().get(pk=sign_up.pk)
    if locked.state != State.ASKED:
        raise SignUpAlreadyDecided(
            nl=f"Over dit verzoek is al beslist op {locked.decided_at:%d-%m-%Y}.",
            en=f"This request was already decided on {locked.decided_at:%d-%m-%Y}.",
        )


def _settle(sign_up: ProviderSignUp, to: str, actor: Actor, now: datetime, **changes: object) -> None:
    ProviderSignUp.objects.filter(pk=sign_up.pk, state=State.ASKED).update(
        state=to, decided_by_id=actor.user_id, decided_at=now, asked_from="", **changes
    )
    sign_up.refresh_from_db()
    _record(f"provider-sign-up.{to.lower()}", sign_up, actor, now)


def _record(kind: str, sign_up: ProviderSignUp, actor: Actor | None, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="provider-sign-up",
        subject_uuid=sign_up.uuid,
        organisation_id=sign_up.association_id,
        actor=actor,
        now=now,
        data={"provider": str(sign_up.provider.uuid)} if sign_up.provider else {},
    )
