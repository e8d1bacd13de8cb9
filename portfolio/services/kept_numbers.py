"""Numbers kept for another day: what was measured of a registration, as long as nothing about it has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

import numpy as np

from portfolio.models.standing import KeptNumbers
from portfolio.services.running_cycles import Due, as_array, rows
from register.rules.plan import Plan
from register.rules.plan_columns import Numbers
from register.rules.plan_facts import NEVER, Facts
from register.rules.plan_frames import Frame
from register.rules.plan_tallies import Number
from register.rules.verdict import Verdict

MOST_MARKS = 20_000

# A mark means that something has changed, in the transaction that changed it.
KEPT = """
SELECT k.registration_id, k.digest, k.scale, k.numbers, k.verdict FROM portfolio_keptnumbers k
WHERE k.registration_id = ANY(%(ids)s::bigint[]) AND k.digest <> ''
  AND k.holds_from <= %(on)s AND (k.holds_before IS NULL OR k.holds_before > %(on)s)
  AND NOT EXISTS (SELECT FROM portfolio_stalestanding s WHERE s.registration_id = k.registration_id)
"""


class KeptReader:
    """Judges again by one regulation on one day, from the numbers that were kept and still hold."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._marks: dict[int, tuple[Verdict, str]] = {}

    def again(self, due: Sequence[Due]) -> dict[int, Verdict]:
        """The verdicts of the registrations whose numbers still hold."""
        return {registration: verdict for registration, verdict, _ in self._held(due)}

    def unchanged(self, due: Sequence[Due]) -> set[int]:
        """The registrations whose numbers still come to the verdict of their standing."""
        return {registration for registration, verdict, before in self._held(due) if self.mark_of(verdict) == before}

    def _held(self, due: Sequence[Due]) -> Iterator[tuple[int, Verdict, str]]:
        if self.plan.hangs_on_today:
            return
        members = {one.registration_id: one.member for one in due}
        given = {"ids": as_array(members), "on": self.plan.as_of}
        for registration, digest, scale, numbers, before in rows(KEPT, given):
            verdict = self.plan.again(members[registration], digest, numbers, scale)
            if verdict is not None:
                yield registration, verdict, before

    def mark_of(self, verdict: Verdict) -> str:
        """The digest of a verdict. Many people have the same one."""
        if id(verdict) not in self._marks:
            if len(self._marks) > MOST_MARKS:
                self._marks.clear()
            self._marks[id(verdict)] = verdict, sha256(repr(verdict).encode()).hexdigest()
        return self._marks[id(verdict)][1]


class Keeping:
    """Takes the numbers of some registrations while they are judged, and stores them."""

    def __init__(self, kept: KeptReader, due: Sequence[Due]) -> None:
        self.kept, self.plan, self.due = kept, kept.plan, due
        self._taken: dict[int, tuple[str, list[int], Verdict]] = {}

    def take(self, place: int, frame: Frame, numbers: tuple[Number, ...], verdict: Verdict) -> None:
        """The numbers of the registration at a place in the list."""
        whole = [number for number in numbers if isinstance(number, int)]
        if not self.plan.hangs_on_today and len(whole) == len(numbers):
            self._taken[place] = self.plan.digest_of(self.due[place].member, frame), whole, verdict

    def store(self, facts: Facts) -> None:
        """Replace what was kept of these registrations. The caller holds their marks, so that no fact comes between."""
        ends = _next_changes(facts, len(self.due), self.plan.as_of)
        fields = [field.name for field in KeptNumbers._meta.concrete_fields if not field.primary_key]
        KeptNumbers.objects.bulk_create(
            [self._row(place, ends[place]) for place in range(len(self.due))],
            update_conflicts=True,
            unique_fields=["registration"],
            update_fields=fields,
        )

    def _row(self, place: int, end: int) -> KeptNumbers:
        on = self.plan.as_of
        row = KeptNumbers(registration_id=self.due[place].registration_id, holds_from=on, confirmed_on=on)
        if place in self._taken:
            row.digest, row.numbers, verdict = self._taken[place]
            row.scale, row.verdict = self.plan.book.scale, self.kept.mark_of(verdict)
            row.holds_before = date.fromordinal(end) if end < NEVER else None
        return row


def _next_changes(facts: Facts, people: int, as_of: date) -> list[int]:
    """For each person the first day on which the facts they have now may come to other numbers, or NEVER."""
    today = as_of.toordinal()
    later = np.full(len(facts), NEVER, dtype=np.int64)
    said = facts.of_sample(lambda fact: fact.recorded_on.toordinal() if fact.recorded_on else 0)
    for day in (np.maximum(said, facts.recorded), facts.day, facts.first):
        later = np.where(day > today, day, later)
    # Something that goes on comes to more every day.
    later = np.where((facts.first <= today) & (facts.end - 1 > today), today + 1, later)
    changes: Numbers = np.full(people, NEVER, dtype=np.int64)
    np.minimum.at(changes, facts.who, later)
    found: list[int] = changes.tolist()
    return found
