"""What an organisation may hear of: the events of its own business, and nothing of anybody else's."""

from datetime import date, datetime
from functools import reduce
from operator import or_
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from accreditation.models import Provider
from notifications.catalogue.webhooks import GRANT, WEBHOOK_KINDS, Hearer, kinds_for
from notifications.models import WebhookSubscription
from portfolio.models import Share
from register.models import Association, Event, Organisation


def hearer_of(organisation: Organisation) -> Hearer:
    """What kind of organisation it is."""
    if Association.objects.filter(pk=organisation.pk).exists():
        return Hearer.ASSOCIATION
    return Hearer.PROVIDER if Provider.objects.filter(pk=organisation.pk).exists() else Hearer.EMPLOYER


def events_for(subscription: WebhookSubscription, *, now: datetime) -> "QuerySet[Event]":
    """The events of its kinds that the organisation may hear of at this moment."""
    organisation = subscription.organisation
    hearer = hearer_of(organisation)
    kinds = sorted(set(subscription.kinds) & set(kinds_for(hearer)))
    zone = ZoneInfo(settings.REGISTER_TIME_ZONE)
    events = Event.objects.annotate(happened_on=TruncDate("recorded_at", tzinfo=zone))
    return events.filter(_business_of(organisation, hearer, kinds, now), kind__in=kinds)


def share_of(event: Event, *, employer: Organisation, now: datetime) -> Share | None:
    """The grant by which an employer may hear of an event; the oldest of several."""
    if WEBHOOK_KINDS[event.kind].part == GRANT:
        return Share.objects.filter(uuid=event.subject_uuid).select_related("person").first()
    rows = _holding(employer, now, WEBHOOK_KINDS[event.kind].part, day=_day(event.recorded_at))
    return rows.filter(person=event.person_id).select_related("person").order_by("pk").first()


def _business_of(organisation: Organisation, hearer: Hearer, kinds: list[str], now: datetime) -> Q:
    match hearer:
        case Hearer.ASSOCIATION:
            return Q(register__association=organisation) | Q(register=None, organisation=organisation)
        case Hearer.PROVIDER:
            named = Q(subject_type="provider", subject_uuid=organisation.uuid)
            return named | Q(organisation=organisation) | Q(data__provider=str(organisation.uuid))
        case Hearer.EMPLOYER:
            given = Share.objects.filter(employer=organisation.pk).values("uuid")
            parts: dict[str, list[str]] = {}
            for kind in kinds:
                parts.setdefault(WEBHOOK_KINDS[kind].part, []).append(kind)
            shared = [
                Q(kind__in=of_part, subject_uuid__in=given)
                if part == GRANT
                else Q(
                    Exists(
                        _holding(organisation, now, part, day=OuterRef("happened_on")).filter(person=OuterRef("person"))
                    ),
                    kind__in=of_part,
                )
                for part, of_part in parts.items()
            ]
            return reduce(or_, shared, Q(pk__in=[]))


def _holding(employer: Organisation, now: datetime, part: str, *, day: date | OuterRef) -> "QuerySet[Share]":
    """Grants of this part to the employer that hold now, and reach the day."""
    rows = Share.objects.holding(now).filter(employer=employer.pk, parts__contains=[part])
    return rows.filter(Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_before=None) | Q(ends_before__gt=day))


def _day(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)).date()
