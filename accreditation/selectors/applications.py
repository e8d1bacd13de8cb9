"""What is missing from an application, what is late, and who could advise on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from accreditation.catalogue import State
from accreditation.models import Accreditation, Application, Assessment, Assignment, Expertise, StateSpan
from accreditation.models.course import Kind
from accreditation.selectors.interests import interests_in
from accreditation.selectors.policies import policy_of
from register.access import ROLE_PERMISSIONS, Permission
from register.errors import FieldProblem
from register.models import RoleGrant, User
from register.reach import past_the_wall

NEEDED = {
    "programme": ("programme", "het programma", "the programme"),
    "objectives": ("objectives", "de leerdoelen", "the objectives"),
    "target_group": ("targetGroup", "de doelgroep", "the target group"),
    "languages": ("languages", "de voertaal", "the language"),
    "study_load": ("studyLoad", "de studielast", "the study load"),
}
"""What the version of the course must say: field, its name on the wire, how it is called."""
TAUGHT = frozenset({Kind.PER_MEETING.value, Kind.WHOLE.value})


def missing_of(application: Application, *, on: date) -> tuple[FieldProblem, ...]:
    """What still has to be filled in before the application can be submitted, in the order of the form."""
    return tuple(_missing(application, on))


def _missing(application: Application, on: date) -> Iterator[FieldProblem]:
    version = application.version
    for field, (name, nl, en) in NEEDED.items():
        if not getattr(version, field):
            yield _problem(f"#/course/{name}", f"Vul {nl} van de scholing in.", f"Fill in {en} of the course.")
    if version.kind in TAUGHT and not version.teachers:
        yield _problem("#/course/teachers", "Noem de docenten.", "Name the teachers.")
    if not application.motivation:
        yield _problem("#/motivation", "Licht de aanvraag toe.", "Explain the application.")
    if application.planned_editions is None:
        yield _problem("#/plannedEditions", "Zeg hoe vaak u de scholing geeft.", "Say how often the course is given.")
    assessments = application.assessments.select_related("register").order_by("id")
    if not assessments:
        yield _problem("#/requests", "Kies ten minste één register.", "Choose at least one register.")
    for assessment in assessments:
        code = assessment.register.code
        if not assessment.requested:
            yield _problem(
                f"#/requests/{code}/lines",
                f"Zeg wat u vraagt van {assessment.register.name}.",
                f"Say what you ask of {assessment.register.name}.",
            )
        kinds = policy_of(assessment.register_id, on=on).kinds
        if kinds and version.kind not in kinds:
            yield FieldProblem(
                f"#/requests/{code}",
                "kind-not-accredited",
                f"{assessment.register.name} accrediteert deze soort scholing niet.",
                f"{assessment.register.name} does not accredit this kind of course.",
            )


def _problem(location: str, nl: str, en: str) -> FieldProblem:
    return FieldProblem(location, "missing", nl, en)


def clock_of(assessment: Assessment) -> list[StateSpan]:
    """The states the assessment went through, oldest first."""
    return sorted(assessment.spans.all(), key=lambda span: (span.entered_at, span.pk))


def overdue_spans(*, on: date) -> QuerySet[StateSpan]:
    """The states in which something is waited for longer than was promised; whom for, `catalogue.WAITING_FOR` says."""
    waiting = [state.value for state in (State.SUBMITTED, State.RETURNED, State.ASSESSING, State.QUESTIONED)]
    waiting += [State.ADVISED.value, State.OBJECTED.value]
    return StateSpan.objects.filter(left_at=None, due_on__lt=on, state__in=waiting)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An assessor who could advise: how many open assignments, and how much of the application they know."""

    user: User
    open: int
    takes_at_most: int
    matches: int

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        """The first to ask comes first: room, knowledge, little to do, and then whoever has been there longest."""
        return (self.open >= self.takes_at_most, -self.matches, self.open, self.user.pk)


@past_the_wall("What somebody has to do for other registers counts as well.")
def candidates_for(assessment: Assessment, *, on: date) -> list[Candidate]:
    """Who could be asked to advise, the best first: no interest, not asked before, not decided, and available."""
    holders = [role.value for role, has in ROLE_PERMISSIONS.items() if Permission.ADVISE_ACCREDITATION in has]
    register = assessment.register
    grants = RoleGrant.objects.held_on(on).filter(role__in=holders, organisation=register.association_id)
    grants = grants.filter(Q(register=None) | Q(register=register), user__is_active=True, user__is_machine=False)
    asked = Assignment.objects.filter(assessment=assessment, released_at=None).values("assessor")
    decided = assessment.decisions.values("decided_by")
    users = User.objects.filter(grants__in=grants).exclude(pk__in=asked).exclude(pk__in=decided).distinct()
    users = users.annotate(
        load=Count("assignments", filter=Q(assignments__released_at=None, assignments__advice=None), distinct=True)
    ).select_related("person")
    known = {one.user_id: one for one in Expertise.objects.filter(register=register)}
    course = assessment.application.course
    version = assessment.put_forward.version
    interested = interests_in(course, on=on, users=[user.pk for user in users], version=version)
    found = [_candidate(user, known.get(user.pk), assessment) for user in users if user.pk not in interested]
    return sorted((one for one in found if one), key=lambda one: one.rank)


def _candidate(user: Any, expertise: Expertise | None, assessment: Assessment) -> Candidate | None:
    if expertise is None:
        return Candidate(user=user, open=user.load, takes_at_most=5, matches=0)
    if not expertise.available:
        return None
    version = assessment.put_forward.version
    matches = len({line["category"] for line in assessment.requested} & set(expertise.categories))
    matches += len(set(version.competences) & set(expertise.competences)) + (version.kind in expertise.kinds)
    return Candidate(user=user, open=user.load, takes_at_most=expertise.takes_at_most, matches=matches)


def last_accredited_before(application: Application, register_id: int) -> date | None:
    """The first day on which nothing that is decided now on the course in the register holds any more; else None."""
    rows = Accreditation.objects.in_force().filter(course=application.course_id, register=register_id)
    return rows.order_by("-valid_before").values_list("valid_before", flat=True).first()
