"""What the register shows of a registration to everybody on a day: who is shown, and the card of who is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from register.catalogue import ENDED, REGISTRATION, Mark, Status
from register.models import OptOut, Register, Registration, Regulation, StatusChange
from register.rules.periods import Length
from register.rules.publication import Publication, publication_of, since_when


@dataclass(frozen=True, slots=True)
class PublicRegister:
    """A register and what its regulation in force makes public."""

    register: Register
    publication: Publication


@dataclass(frozen=True, slots=True)
class Span:
    """What a registration was on one axis, in [starts_on, ends_before)."""

    axis: str
    value: str
    starts_on: date
    ends_before: date | None

    @property
    def code(self) -> str:
        return self.axis.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Card:
    """What everybody may know of one registration on a day. `current.value` is its status."""

    registration: Registration
    current: Span
    former: list[Span] = field(default_factory=list)
    endorsements: list[Span] = field(default_factory=list)
    annotations: list[Span] = field(default_factory=list)


def public_registers(*, on: date) -> list[PublicRegister]:
    """The registers that show something on the day, by name."""
    begun = Regulation.objects.adopted().filter(in_force_from__lte=on).order_by("register_id", "-in_force_from")
    said: dict[int, Any] = {
        register: publication
        for register, publication in begun.distinct("register_id").values_list("register_id", "document__publication")
        if publication
    }
    rows = Register.objects.filter(pk__in=said).select_related("association").order_by("name", "code")
    return [PublicRegister(register, Publication(said[register.pk])) for register in rows]


def public_register(*, on: date, **named: Any) -> PublicRegister | None:
    """The register with this code or key, when it shows something on the day."""
    register = Register.objects.filter(**named).select_related("association").first()
    begun = Regulation.objects.adopted().filter(register=register, in_force_from__lte=on)
    document = begun.order_by("-in_force_from").values_list("document", flat=True).first()
    publication = publication_of(document) if document else None
    return PublicRegister(register, publication) if register and publication else None


def shown(public: PublicRegister, *, on: date) -> QuerySet[Registration]:
    """The registrations of the register that everybody may see on the day."""
    latest = StatusChange.objects.standing().filter(registration=OuterRef("pk"), axis=REGISTRATION, starts_on__lte=on)
    since = Subquery(latest.order_by("-starts_on").values("starts_on")[:1])
    rows = Registration.objects.with_status(on).annotate(since=Coalesce(since, F("registered_on")))
    visible = Q(pk=None)
    for status, after in public.publication.statuses.items():
        ended = Q(since__gt=since_when(after, on=on)) if after and status in ENDED else Q()
        visible |= Q(status=status) & ended
    rows = rows.filter(visible, register=public.register, registered_on__lte=on).exclude(person__family_name="")
    if public.publication.opt_out:
        rows = rows.filter(~Exists(OptOut.objects.filter(registration=OuterRef("pk"), withdrawn_at=None)))
    return rows.select_related("person", "register__association")


def public_card(uuid: UUID, *, on: date) -> Card | None:
    """The card of one registration; None when it is not shown, whatever the reason."""
    register = Registration.objects.filter(uuid=uuid).values_list("register", flat=True).first()
    public = public_register(on=on, pk=register)
    return next(iter(cards(public, shown(public, on=on).filter(uuid=uuid), on=on)), None) if public else None


def cards(public: PublicRegister, registrations: Iterable[Registration], *, on: date) -> list[Card]:
    """The cards of registrations that are shown, in their order."""
    listed = list(registrations)
    changes: dict[int, list[StatusChange]] = {}
    rows = StatusChange.objects.standing().filter(registration__in=listed, starts_on__lte=on)
    for change in rows.order_by("starts_on"):
        changes.setdefault(change.registration_id, []).append(change)
    return [_card(public.publication, one, changes.get(one.pk, []), on) for one in listed]


def _card(publication: Publication, registration: Registration, changes: list[StatusChange], on: date) -> Card:
    statuses = spans(registration, changes)
    *passed, current = [one for one in statuses if one.axis == REGISTRATION]
    ended = current.starts_on if current.value in ENDED else None
    marks = list(_marks(publication, statuses, ended, on))
    return Card(
        registration,
        current,
        former=[one for one in passed if _remains(one.ends_before, publication.statuses.get(one.value), on)],
        endorsements=[one for one in marks if one.axis.startswith("endorsement:")],
        annotations=[one for one in marks if one.axis.startswith("annotation:")],
    )


def _marks(publication: Publication, spans: list[Span], ended: date | None, on: date) -> Iterator[Span]:
    """Marks that are held or were not long ago. With the registration everything on it ends."""
    for one in spans:
        kind = one.axis.partition(":")[0]
        if one.value != Mark.HELD or kind not in publication.marks:
            continue
        ends = min((day for day in (one.ends_before, ended) if day), default=None)
        if ends is None or _remains(ends, publication.marks[kind], on):
            yield Span(one.axis, one.value, one.starts_on, ends)


def _remains(ended: date | None, after: Length | None, on: date) -> bool:
    return ended is not None and after is not None and ended > since_when(after, on=on)


def spans(registration: Registration, changes: Iterable[StatusChange]) -> list[Span]:
    """Changes in order of day as the stretches between them; before the first of its status it is registered."""
    by_axis: dict[str, list[tuple[str, date]]] = {REGISTRATION: []}
    for change in changes:
        by_axis.setdefault(change.axis, []).append((change.value, change.starts_on))
    status = by_axis[REGISTRATION]
    if not status or status[0][1] > registration.registered_on:
        status.insert(0, (Status.REGISTERED, registration.registered_on))
    return [
        Span(axis, value, starts_on, steps[n + 1][1] if n + 1 < len(steps) else None)
        for axis, steps in sorted(by_axis.items())
        for n, (value, starts_on) in enumerate(steps)
    ]
