"""What becomes of a subscription: added, changed, paused, switched on again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from notifications.catalogue.webhooks import kinds_for
from notifications.errors import TooManyWebhooks, WebhookCannotMove, WebhookKindRefused
from notifications.models import WebhookSubscription
from notifications.selectors.webhook_events import hearer_of
from notifications.services.webhooks.secrets import make_secret
from register.access import Actor
from register.errors import FieldProblem
from register.models import Organisation
from register.services.events import record_event
from register.services.outside import check_outside

State = WebhookSubscription.State
MOST = 20
TRANSITIONS: dict[State, frozenset[State]] = {
    State.ACTIVE: frozenset({State.PAUSED}),
    State.PAUSED: frozenset({State.ACTIVE}),
    State.DISABLED: frozenset({State.ACTIVE, State.PAUSED}),
}


@transaction.atomic
def subscribe(
    *, organisation: Organisation, url: str, kinds: Sequence[str], description: str, actor: Actor, now: datetime
) -> tuple[WebhookSubscription, str]:
    """Let an organisation hear of these kinds of events from now on, and its secret, to be shown once.

    AddressRefused, WebhookKindRefused, TooManyWebhooks.
    """
    check_outside(url)
    _check_kinds(organisation, kinds)
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if WebhookSubscription.objects.filter(organisation=organisation).count() >= MOST:
        raise TooManyWebhooks(
            nl=f"Deze organisatie heeft {MOST} webhooks. Wijzig er een.",
            en=f"This organisation has {MOST} webhooks. Change one of them.",
        )
    subscription = WebhookSubscription.objects.create(
        organisation=organisation,
        url=url,
        kinds=_once(kinds),
        description=description,
        added_at=now,
        heard_from=now,
        planned_to=now,
    )
    subscription.refresh_from_db(fields=["uuid"])
    record_about("webhook.added", subscription, actor, now)
    return subscription, make_secret(subscription=subscription, now=now)


@transaction.atomic
def change_subscription(
    *, subscription: WebhookSubscription, actor: Actor, now: datetime, **values: object
) -> WebhookSubscription:
    """Change its address, kinds or description; what is queued goes to the new address. As `subscribe` refuses."""
    if "url" in values:
        check_outside(str(values["url"]))
    if "kinds" in values:
        kinds = _once(values["kinds"])  # type: ignore[arg-type]
        _check_kinds(subscription.organisation, kinds)
        values["kinds"] = kinds
    WebhookSubscription.objects.filter(pk=subscription.pk).update(**values)
    subscription.refresh_from_db()
    record_about("webhook.changed", subscription, actor, now)
    return subscription


def pause(*, subscription: WebhookSubscription, actor: Actor, now: datetime) -> WebhookSubscription:
    """Send nothing until it is switched on; what happens meanwhile is told then. WebhookCannotMove."""
    return _move(subscription, to=State.PAUSED, kind="webhook.paused", actor=actor, now=now)


def switch_on(*, subscription: WebhookSubscription, actor: Actor, now: datetime) -> WebhookSubscription:
    """Send again, beginning with what waited. WebhookCannotMove."""
    return _move(subscription, to=State.ACTIVE, kind="webhook.switched-on", actor=actor, now=now)


@transaction.atomic
def _move(
    subscription: WebhookSubscription, *, to: State, kind: str, actor: Actor, now: datetime
) -> WebhookSubscription:
    sources = [state for state, targets in TRANSITIONS.items() if to in targets]
    rows = WebhookSubscription.objects.filter(pk=subscription.pk, state__in=sources)
    if not rows.update(state=to, reason="", failing_since=None):
        words = {State.ACTIVE: ("staat al aan", "is active already"), State.PAUSED: ("staat al stil", "is paused")}
        nl, en = words[to]
        raise WebhookCannotMove(nl=f"Deze webhook {nl}.", en=f"This webhook {en}.")
    subscription.refresh_from_db()
    record_about(kind, subscription, actor, now)
    return subscription


def _check_kinds(organisation: Organisation, kinds: Sequence[str]) -> None:
    known = kinds_for(hearer_of(organisation))
    problems = tuple(
        FieldProblem(
            "#/kinds", "unknown-kind", f"Dit kan u niet worden gemeld: {kind}.", f"Cannot be told to you: {kind}."
        )
        for kind in _once(kinds)
        if kind not in known
    )
    if problems:
        raise WebhookKindRefused(
            nl="Kies uit wat deze organisatie aangaat; docs/webhooks.md noemt het.",
            en="Choose from what is this organisation's business; docs/webhooks.md names it.",
            fields=problems,
        )


def _once(kinds: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(kinds))


def record_about(kind: str, subscription: WebhookSubscription, actor: Actor, now: datetime) -> None:
    """Append an event about a subscription."""
    record_event(
        kind=kind,
        subject_type="webhook-subscription",
        subject_uuid=subscription.uuid,
        organisation_id=subscription.organisation_id,
        actor=actor,
        now=now,
    )
