"""Which editions are worth judging: within reach, in time, and of what is needed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from accreditation.models import Edition
from accreditation.models.edition import InOrderOfEnd
from accreditation.selectors.catalogue import Near, Wanted, editions_wanted
from portfolio.models import LedgerEntry
from register.models import Person, Register

PER_SEARCH = 25
MOST_COURSES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where somebody can go: near a point or in a place, or from anywhere when it is `online`.

    With `online` True nothing else is within reach, with False nothing online is. What is left empty does not matter.
    """

    near: Near | None = None
    place: str = ""
    online: bool | None = None
    language: str = ""

    def searches(self, wanted: Wanted) -> Iterator[Wanted]:
        """The searches that together find what is within reach."""
        wanted = replace(wanted, language=self.language)
        bound = (self.near or self.place) and self.online is not True
        if not bound:
            yield replace(wanted, online=self.online)
            return
        yield replace(wanted, near=self.near, place=self.place, online=self.online)
        if self.online is None:
            yield replace(wanted, online=True)


def candidates(
    *,
    register: Register,
    person: Person,
    categories: Iterable[str],
    competences: Iterable[str],
    reach: Reach,
    after: date,
    until: date,
    since: date,
) -> list[Edition]:
    """The first edition within reach of each course that is in a category, or works on a competence.

    Editions lie within (after, until] from first to last day; courses that the person has in the ledger since a day
    are left out.
    """
    attended = LedgerEntry.objects.live().filter(person=person, effective_on__gte=since, edition__isnull=False)
    done = attended.values("edition__course")
    wanted = Wanted(register=register.code, after=after, until=until)
    searches = [replace(wanted, category=one) for one in categories]
    searches += [replace(wanted, competence=one) for one in competences]
    found: dict[int, Edition] = {}
    for search in (within for one in searches for within in reach.searches(one)):
        rows = editions_wanted(search).filter(starts_on__gt=after, ends_on__lte=until).exclude(course__in=done)
        for edition in rows.order_by(InOrderOfEnd())[:PER_SEARCH]:
            known = found.get(edition.course_id)
            if known is None or edition.ends_on < known.ends_on:
                found[edition.course_id] = edition
    return sorted(found.values(), key=lambda one: (one.ends_on, one.pk))[:MOST_COURSES]
