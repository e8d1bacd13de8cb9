"""What shows each competence of a professional, and which are bare."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from accreditation.models import Accreditation
from portfolio.catalogue import ClaimState
from portfolio.models import (
    Claim,
    CompetenceLink,
    Evidence,
    FeedbackInvitation,
    Goal,
    LedgerEntry,
    SelfAssessment,
)
from register.models import Person, Register
from register.rules.competences.profile import Competence, Profile

SPENT = (ClaimState.REFUSED, ClaimState.WITHDRAWN, ClaimState.REPLACED)


@dataclass(frozen=True, slots=True)
class Activity:
    """An entry of the ledger that has to do with a competence, and by whose word: the course's or the person's."""

    entry: LedgerEntry
    by: str

    @property
    def title(self) -> str:
        """What it was, as far as the ledger knows."""
        if self.entry.edition is not None:
            return self.entry.edition.version.title
        claim = getattr(self.entry, "claim", None)
        return claim.title if claim is not None else self.entry.category or self.entry.code


@dataclass(slots=True)
class Covered:
    """What there is about one competence, oldest first; `bare` when nothing was done, shown or aimed at for it."""

    competence: Competence
    asked: str
    self_levels: list[tuple[SelfAssessment, dict[str, str]]] = field(default_factory=list)
    feedback: list[tuple[FeedbackInvitation, dict[str, str]]] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        return not (self.activities or self.claims or self.evidence or self.goals)

    @property
    def level(self) -> str | None:
        """Where the person last said to stand."""
        said = [answer["level"] for _, answer in self.self_levels if answer["level"]]
        return said[-1] if said else None


def coverage(person: Person, *, register: Register, profile: Profile, since: date | None, until: date) -> list[Covered]:
    """Each competence that is asked of the person, with what there is from `since` until and with the day `until`.

    Their specialisations are those of their last self-assessment. Self-assessments and feedback of all versions of the
    profile count, for a code stays the same.
    """
    assessments = list(
        SelfAssessment.objects.filter(person=person, profile__register=register, assessed_on__lte=until)
        .select_related("profile")
        .order_by("assessed_on", "id")
    )
    mine = [one for one in (assessments[-1].specialisations if assessments else ()) if one in profile.specialisations]
    found = {code: Covered(profile.competences[code], asked) for code, asked in profile.asked_of(mine).items()}
    for assessment in assessments:
        _place(found, assessment.answers, assessment, "self_levels")
    for invitation in _feedback(person, register, until):
        _place(found, invitation.answers, invitation, "feedback")
    links = _Links(person, register)
    entries = list(_entries(person, register, since, until))
    decisions = _decisions(entries, register)
    for entry in entries:
        for code, by in _touched(entry, decisions, links).items():
            if code in found:
                found[code].activities.append(Activity(entry, by))
    for claim in _claims(person, register, since, until):
        for code in {*claim.tags, *links.codes(claim=claim.pk)} & set(found):
            found[code].claims.append(claim)
    for goal in _goals(person, register):
        for code in found.keys() & set(goal.competences):
            found[code].goals.append(goal)
    for code, file in links.to_files(since, until):
        if code in found:
            found[code].evidence.append(file)
    return list(found.values())


def _place(found: dict[str, Covered], answers: Mapping[str, dict[str, str]], row: Any, name: str) -> None:
    for code, answer in answers.items():
        if code in found:
            getattr(found[code], name).append((row, answer))


class _Links:
    """The links of a person in a register, read once."""

    def __init__(self, person: Person, register: Register) -> None:
        rows = CompetenceLink.objects.filter(person=person, register=register).select_related("evidence")
        self.rows = list(rows.order_by("linked_at", "id"))

    def codes(self, *, entry: int | None = None, claim: int | None = None) -> set[str]:
        return {
            row.competence
            for row in self.rows
            if (entry is not None and row.entry_id == entry) or (claim is not None and row.claim_id == claim)
        }

    def to_files(self, since: date | None, until: date) -> Iterator[tuple[str, Evidence]]:
        for row in self.rows:
            if row.evidence and (since or date.min) <= row.evidence.added_at.date() <= until:
                yield row.competence, row.evidence


def _feedback(person: Person, register: Register, until: date) -> Iterator[FeedbackInvitation]:
    rows = FeedbackInvitation.objects.filter(
        round__person=person, round__profile__register=register, answered_at__date__lte=until
    )
    yield from rows.select_related("round__profile").order_by("answered_at", "id")


def _entries(person: Person, register: Register, since: date | None, until: date) -> Iterator[LedgerEntry]:
    theirs = Q(registration=None) | Q(registration__register=register)
    rows = LedgerEntry.objects.live().filter(
        theirs, person=person, kind=LedgerEntry.Kind.ACTIVITY, effective_on__lte=until
    )
    if since:
        rows = rows.filter(effective_on__gte=since)
    yield from rows.select_related("edition__version", "edition__course__provider", "claim").order_by(
        "effective_on", "id"
    )


def _claims(person: Person, register: Register, since: date | None, until: date) -> Iterator[Claim]:
    """Claims that are on their way; one that counts is in the ledger."""
    rows = Claim.objects.filter(
        registration__person=person, registration__register=register, entry=None, performed_on__lte=until
    ).exclude(state__in=SPENT)
    if since:
        rows = rows.filter(performed_on__gte=since)
    yield from rows.order_by("performed_on", "id")


def _goals(person: Person, register: Register) -> Iterator[Goal]:
    """Goals in this register and in none; not those that were dropped."""
    theirs = Q(registration=None) | Q(registration__register=register)
    yield from Goal.objects.filter(theirs, person=person).exclude(state=Goal.State.DROPPED).order_by("set_at", "id")


def _decisions(entries: list[LedgerEntry], register: Register) -> list[Accreditation]:
    courses = {entry.edition.course_id for entry in entries if entry.edition is not None}
    return list(Accreditation.objects.in_force().filter(course__in=courses, register=register))


def _touched(entry: LedgerEntry, decisions: list[Accreditation], links: _Links) -> dict[str, str]:
    """The competences that an entry has to do with, and by whose word; the person's own word comes last and stays."""
    found = dict.fromkeys(entry.tags, "TAG")
    if entry.edition is not None:
        found |= dict.fromkeys(entry.edition.version.competences, "COURSE")
        for one in decisions:
            if one.course_id == entry.edition.course_id and one.valid_from <= entry.effective_on < one.valid_before:
                found |= dict.fromkeys(one.tags, "COURSE")
    return found | dict.fromkeys(links.codes(entry=entry.pk), "OWN")
