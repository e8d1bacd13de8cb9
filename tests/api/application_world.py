"""The applications of the world: one in each state that somebody can do something in, as rows."""

from datetime import date, timedelta
from typing import Any

from accreditation.catalogue import State
from accreditation.models import (
    Advice,
    Application,
    Assessment,
    Assignment,
    Attachment,
    Course,
    CourseChange,
    CourseVersion,
    Decision,
    DeclaredInterest,
    Expertise,
    Objection,
    Provider,
    ProviderBlock,
    Question,
    StateSpan,
    Submission,
    Withdrawal,
)
from register.access import Role
from register.models import User
from tests.factories.accreditation import AccreditationFactory, AccreditationPolicyFactory, ProviderFactory
from tests.factories.applications import LINES, complete_course
from tests.factories.provider_desk import POLICY
from tests.factories.register import NOW, PersonFactory, RoleGrantFactory, UserFactory

KEPT = [line.to_json() for line in LINES]
PDF = b"%PDF-1.4\nprogramma\n%%EOF\n"


def add_applications(world: Any) -> None:
    register = world["register"]
    second = world.employ("second_assessor", Role.ASSESSOR, world["association"], person=PersonFactory())
    other_chair_here = UserFactory()
    AccreditationPolicyFactory(
        register=register,
        in_force_from=date(2025, 1, 1),
        document=POLICY | AccreditationPolicyFactory.build().document | {"reuse_from": ["nova"]},
    )
    world.rows["applied_course"] = course = complete_course(provider=world["provider"])
    world.rows["precedent"] = AccreditationFactory(
        course=course, register=world["other_register"], valid_before=date(2035, 1, 1)
    )
    for state in State:
        world.rows[f"{state.lower()}_assessment"] = put(world, state)
    world.rows["application"] = world["submitted_assessment"].application
    world.rows["draft_application"] = world["draft_assessment"].application
    world.rows["attachment"] = attach(world["draft_application"], world.users["manager"])
    assessor = world.users["assessor"]
    world.rows["assignment"] = ask(world["assessing_assessment"], assessor)
    world.rows["advice"] = advise(world["advised_assessment"], second)
    world.rows["question"] = reread(
        Question.objects.create(assessment=world["questioned_assessment"], text="Hoe?", asked_by=assessor, asked_at=NOW)
    )
    world.rows["decision"] = decide(world["granted_assessment"], other_chair_here)
    refusal = decide(world["objected_assessment"], other_chair_here, granted=False)
    world.rows["objection"] = reread(
        Objection.objects.create(decision=refusal, grounds="Nee.", lodged_by=world.users["manager"], lodged_at=NOW)
    )
    world.rows["expertise"] = reread(Expertise.objects.create(user=assessor, register=register))
    world.rows["interest"] = declare(assessor, ProviderFactory())
    add_withdrawal(world, course)


def add_withdrawal(world: Any, course: Course) -> None:
    AccreditationFactory(course=course, register=world["register"], category="oda")
    world.rows["withdrawal"] = reread(
        Withdrawal.objects.create(
            course=course,
            register=world["register"],
            effect="ALL",
            reasons="Niet gegeven.",
            proposed_by=UserFactory(),
            proposed_at=NOW,
        )
    )


def declare(user: User, provider: Provider) -> DeclaredInterest:
    return reread(DeclaredInterest.objects.create(user=user, provider=provider, reason="Familie.", declared_at=NOW))


def put(world: Any, state: State) -> Assessment:
    """An application for the course that stands in this state, for longer than was promised."""
    course, manager = world["applied_course"], world.users["manager"]
    if state is State.DRAFT:
        course = complete_course(provider=world["provider"])
    application = Application.objects.create(
        provider=world["provider"],
        course=course,
        version=CourseVersion.objects.newest_of(course),
        motivation="Nieuw.",
        planned_editions=1,
        created_by=manager,
        created_at=NOW,
    )
    assessment = Assessment.objects.create(
        application=application,
        register=world["register"],
        state=state.value,
        submission=None if state is State.DRAFT else submit(application),
        requested=KEPT,
        advices_needed=2,
    )
    StateSpan.objects.create(
        assessment=assessment, state=state.value, entered_at=NOW, due_on=NOW.date() + timedelta(days=10)
    )
    application.refresh_from_db()
    return reread(assessment)


def submit(application: Application) -> Submission:
    return Submission.objects.create(
        application=application,
        number=1,
        version=application.version,
        motivation=application.motivation,
        planned_editions=1,
        submitted_by=application.created_by,
        submitted_at=NOW,
    )


def reread(row: Any) -> Any:
    """With what the database filled in."""
    row.refresh_from_db()
    return row


def attach(application: Application, by: User, *, content: bytes = PDF) -> Attachment:
    return reread(
        Attachment.objects.create(
            application=application,
            file_name="programma.pdf",
            media_type="application/pdf",
            size=len(content),
            digest=f"{len(content):064x}",
            content=content,
            added_by=by,
            added_at=NOW,
        )
    )


def ask(assessment: Assessment, assessor: User) -> Assignment:
    return reread(
        Assignment.objects.create(assessment=assessment, assessor=assessor, assigned_by=assessor, assigned_at=NOW)
    )


def advise(assessment: Assessment, assessor: User) -> Advice:
    return reread(
        Advice.objects.create(
            assignment=ask(assessment, assessor), grant=True, lines=KEPT, reasons="Goed.", advised_at=NOW
        )
    )


def decide(assessment: Assessment, by: User, *, granted: bool = True) -> Decision:
    outcome = {"lines": KEPT, "valid_from": date(2026, 1, 15), "valid_before": date(2028, 1, 15)} if granted else {}
    return reread(
        Decision.objects.create(
            assessment=assessment,
            granted=granted,
            reasons="Gezien.",
            objection_until=date(2030, 1, 1),
            decided_by=by,
            decided_at=NOW,
            **outcome,
        )
    )


def add_one_more_application(world: Any, n: int) -> None:
    """One more row in every list of applications."""
    assessor = UserFactory(person=PersonFactory())
    RoleGrantFactory(user=assessor, role=Role.ASSESSOR, organisation=world["association"])
    put(world, State.SUBMITTED)
    add_withdrawal(world, complete_course(provider=world["provider"]))
    CourseChange.objects.create(
        version=CourseVersion.objects.newest_of(complete_course()),
        register=world["register"],
        changed=["title"],
        effect="NONE",
        triaged_at=NOW,
    )
    declare(world.users["registrar"], ProviderFactory())
    Expertise.objects.create(user=assessor, register=world["register"])
    ProviderBlock.objects.create(
        provider=ProviderFactory(), register=world["register"], ground="OVERDUE_ATTENDANCE", set_at=NOW
    )
    attach(world["draft_application"], world.users["manager"], content=PDF + b"\n" * n)
    ask(world["assessing_assessment"], UserFactory(person=PersonFactory()))
    advise(world["advised_assessment"], assessor)
    Question.objects.create(
        assessment=world["questioned_assessment"],
        text="Nog iets?",
        asked_by=assessor,
        asked_at=NOW,
        answer="Nee.",
        answered_at=NOW,
    )
