"""What keeps a dossier from being forgotten for now: a procedure that runs, for which it may be needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from portfolio.catalogue.decisions import OPEN, DecisionState
from portfolio.models import Audit, Decision, Objection
from register.reach import past_the_wall

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Hold:
    """A sort of procedure: the rows of those that run on a day, the path to whom it is about, and what it is called."""

    running: Callable[[date], "QuerySet[Audit] | QuerySet[Decision] | QuerySet[Objection]"]
    person: str
    nl: str
    en: str


def _decisions(on: date) -> "QuerySet[Decision]":
    term_runs = Q(state=DecisionState.DECIDED, objection_until__gte=on)
    return Decision.objects.filter(Q(state__in=OPEN) | Q(state=DecisionState.OBJECTED) | term_runs)


# Art. 17(3)(e) and 18(1)(c) and (d) GDPR: what is needed for a claim is kept until that is settled.
HOLDS: Mapping[str, Hold] = {
    "objection": Hold(
        lambda on: Objection.objects.filter(withdrawn_at=None, decided_at=None),
        "decision__registration__person",
        "een bezwaar waarover nog niet is beslist",
        "an objection that is not decided yet",
    ),
    "decision": Hold(
        _decisions,
        "registration__person",
        "een besluit dat in voorbereiding is, of waartegen nog bezwaar kan",
        "a decision that is being prepared, or can still be objected to",
    ),
    "audit": Hold(
        lambda on: Audit.objects.filter(ended_at=None),
        "registration__person",
        "een audit die loopt",
        "an audit that runs",
    ),
}


def held(on: date, *, person: str = "pk") -> Q:
    """Whether anything holds the dossier of the row's `person`."""
    found = Q(pk__in=[])
    for hold in HOLDS.values():
        found |= Q(Exists(hold.running(on).filter(**{hold.person: OuterRef(person)})))
    return found


def with_holds(rows: QuerySet[Row], *, on: date) -> QuerySet[Row]:
    """Rows about a `person`, each with what holds that dossier in `hold_<key>`."""
    found = {
        f"hold_{key}": Exists(hold.running(on).filter(**{hold.person: OuterRef("person")}))
        for key, hold in HOLDS.items()
    }
    annotated: QuerySet[Row] = rows.annotate(**found)
    return annotated


@past_the_wall("What runs in any register holds the dossier.")
def holds_of(person_id: int, *, on: date) -> list[str]:
    """The keys of what holds the dossier of somebody."""
    return [key for key, hold in HOLDS.items() if hold.running(on).filter(**{hold.person: person_id}).exists()]
