"""Two persons who are one: an office that joins them, and what each of them has."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from portfolio.models import LedgerEntry, PersonMerge
from portfolio.selectors.dossiers import dossiers
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.merging.deciding import confirm_merge
from portfolio.services.merging.proposing import propose_merge, propose_undoing
from register.models import Cycle, Person, Registration
from tests.decisions.committee import Office
from tests.factories.portfolio import School, make_school
from tests.factories.register import NOW, CycleFactory, RegisterFactory, RegistrationFactory, RegulationFactory

LATER = NOW + timedelta(minutes=1)
LAST = NOW + timedelta(hours=2)
TODAY = NOW.date()
CODES = ("venvn", "nova")
NUMBERS = count(100)


class Double:
    """`survivor` and `merged` are one person, each on a register of the same association."""

    def __init__(self) -> None:
        here = RegisterFactory(code=CODES[0])
        there = RegisterFactory(code=CODES[1], association=here.association)
        self.kept = cycle_in(here)
        self.other = cycle_in(there)
        self.office = Office(self.kept)
        self.survivor: Person = self.kept.registration.person
        self.merged: Person = self.other.registration.person
        self.school: School = make_school(register=here)
        self.moment = NOW

    def later(self) -> Any:
        """Each act comes after the one before it."""
        self.moment += timedelta(minutes=1)
        return self.moment

    def propose(self, **fields: Any) -> PersonMerge:
        usual: dict[str, Any] = {
            "register": self.kept.registration.register,
            "merged": self.merged,
            "survivor": self.survivor,
            "reason": "Zelfde geboortedatum en adres, door haarzelf bevestigd.",
            "actor": self.office.preparer,
            "today": TODAY,
            "now": self.later(),
        }
        return propose_merge(**usual | fields)

    def join(self, **fields: Any) -> PersonMerge:
        done = confirm_merge(merge=self.propose(**fields), actor=self.office.decider, today=TODAY, now=self.moment)
        self.refresh()
        return done

    def part(self, merge: PersonMerge) -> PersonMerge:
        asked = propose_undoing(
            merge=merge, reason="Toch twee.", actor=self.office.preparer, today=TODAY, now=self.later()
        )
        done = confirm_merge(merge=asked, actor=self.office.decider, today=TODAY, now=self.later())
        self.refresh()
        return done

    def refresh(self) -> None:
        self.survivor, self.merged = (Person.objects.get(pk=one.pk) for one in (self.survivor, self.merged))
        self.kept, self.other = (Cycle.objects.get(pk=one.pk) for one in (self.kept, self.other))

    def attends(self, registration: Registration, *, day: date = date(2025, 5, 12), now: Any = NOW) -> Any:
        """The school reports the number of a registration; what became of the list."""
        batch = self.school.send(self.school.list_of([registration.number], day=day), now=now)
        book_attendance_list(batch_id=batch.pk, clock=lambda: now)
        batch.refresh_from_db()
        return batch


def cycle_in(register: Any) -> Cycle:
    registration = RegistrationFactory(register=register, number=f"D{next(NUMBERS)}")
    return CycleFactory(registration=registration, regulation=RegulationFactory(register=register))


def facts_of(cycle: Cycle, *, known_at: Any = LAST) -> set[tuple[Any, ...]]:
    """What counts for a cycle, without the ids of the entries that say so."""
    (found,) = dossiers([Cycle.objects.get(pk=cycle.pk)], on=TODAY, known_at=known_at)
    return {
        (fact.kind, fact.on, fact.since, fact.until, fact.category, fact.quantity, fact.unit, fact.course)
        for fact in found.dossier.facts
    }


def counting(person: Person) -> int:
    return LedgerEntry.objects.live().filter(person=person).count()
