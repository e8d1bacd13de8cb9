"""Applications for tests: a desk with everybody at it, and an application brought to where a test needs it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from accreditation.catalogue import Action, State
from accreditation.models import Accreditation, Application, Assessment, Course, Provider
from accreditation.rules.worth import Line
from accreditation.services.applications import advising, checking, deciding, drafting, objecting, submitting
from register.access import Actor, Role
from register.models import Register, User
from register.selectors import actor_for
from tests.factories.accreditation import (
    AccreditationFactory,
    AccreditationPolicyFactory,
    AuthorisationFactory,
    CourseFactory,
    ProviderFactory,
)
from tests.factories.register import (
    NOW,
    PersonFactory,
    RegisterFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
)

TODAY = NOW.date()
LINES = (Line("accredited", Decimal(6), "point"),)
TWO_LINES = (Line("accredited", Decimal(4), "point"), Line("oda", Decimal(2), "point"))
SHORTCOMINGS = [{"field": "programme", "text": "Geen tijden."}]
COMPLETE = {
    "programme": "Ochtend: soorten wonden.",
    "objectives": "U kiest de passende behandeling.",
    "target_group": "Verpleegkundigen",
    "teachers": ["A. de Vries"],
    "competences": ["clinical-reasoning"],
    "languages": ["nl"],
    "study_load": 6,
}
TRUSTING = {
    "trust": [
        {
            "code": "trusted",
            "label": {"nl": "Vertrouwd", "en": "Trusted"},
            "self_accredits": {"at_most": "6"},
            "sampled": "0.5",
        }
    ]
}


def complete_course(**fields: Any) -> Course:
    """A course that says all that an application needs."""
    return CourseFactory(**{f"version__{name}": value for name, value in COMPLETE.items()}, **fields)


def adopt(register: Register, **document: Any) -> None:
    """The policy by which the register accredits."""
    AccreditationPolicyFactory(register=register, document=document)


@dataclass
class Desk:
    """A register with its office, assessors and chairs, an authorised provider with its manager, and a course."""

    register: Register
    provider: Provider
    course: Course
    users: dict[str, User] = field(default_factory=dict)

    def hire(self, name: str, role: Role) -> User:
        """Somebody with a role for the association, or for the provider."""
        organisation = self.provider if role is Role.PROVIDER_MANAGER else self.register.association
        user = UserFactory(person=PersonFactory())
        self.users[name] = RoleGrantFactory(user=user, role=role, organisation=organisation).user
        return user

    def actor(self, name: str) -> Actor:
        return actor_for(self.users[name], on=TODAY)

    def by(self, name: str, *, later: int = 0) -> dict[str, Any]:
        """Who acts, and when: so many days after the first."""
        return {"actor": self.actor(name), "today": TODAY + timedelta(days=later), "now": at(later)}

    def draft(self, *, kind: str = "FIRST", lines: Any = LINES, course: Course | None = None) -> Assessment:
        """A complete draft for the register."""
        application = drafting.draft_application(
            course=course or self.course,
            kind=kind,
            requests={self.register: lines},
            motivation="Nieuwe richtlijn.",
            planned_editions=2,
            **self.by("manager"),
        )
        return self.read(application)

    def read(self, application: Application) -> Assessment:
        return Assessment.objects.select_related(
            "register__association", "application__provider", "application__course", "application__version"
        ).get(application=application, register=self.register)

    def take(self, assessment: Assessment, action: Action, *, later: int = 0, **other: Any) -> Any:
        """Take a step with good words, by whoever may; SECOND people where the first had a part."""
        return STEPS[action](self, assessment, later, other)

    def bring(self, state: State, **draft: Any) -> Assessment:
        """An application that stands in this state, by the steps that lead there."""
        assessment = self.draft(**draft)
        for action in WAYS[state]:
            self.take(assessment, action)
        assessment.refresh_from_db()
        assert assessment.state == state, assessment.state
        return assessment


def at(later: int = 0) -> datetime:
    return NOW + timedelta(days=later)


def make_desk(*, code: str = "venvn", **policy: Any) -> Desk:
    """Everybody at their desk, and the policy of the register."""
    regulation = RegulationFactory(register=RegisterFactory(code=code))
    register = regulation.register
    provider = ProviderFactory()
    AuthorisationFactory(provider=provider, association=register.association)
    desk = Desk(register, provider, complete_course(provider=provider))
    adopt(register, **policy)
    desk.hire("manager", Role.PROVIDER_MANAGER)
    desk.hire("registrar", Role.REGISTRAR)
    for name in ("assessor", "second assessor", "third assessor"):
        desk.hire(name, Role.ASSESSOR)
    for name in ("chair", "second chair"):
        desk.hire(name, Role.CHAIR)
    return desk


def _next_assessor(desk: Desk, assessment: Assessment) -> str:
    asked = set(assessment.assignments.filter(released_at=None).values_list("assessor", flat=True))
    names = [name for name in ("assessor", "second assessor", "third assessor") if desk.users[name].pk not in asked]
    return names[0] if names else "assessor"


def _assign(desk: Desk, assessment: Assessment, later: int, other: dict[str, Any]) -> Any:
    name = other.pop("name", None) or _next_assessor(desk, assessment)
    return checking.assign_assessor(
        assessment=assessment, assessor=desk.users[name], **other, **desk.by("registrar", later=later)
    )


def _advise(desk: Desk, assessment: Assessment, later: int, other: dict[str, Any]) -> Any:
    open_ones = assessment.assignments.open().order_by("id")
    assessor = open_ones[0].assessor if open_ones else desk.users["assessor"]
    name = other.pop("name", None) or next(key for key, user in desk.users.items() if user.pk == assessor.pk)
    words = {"grant": True, "lines": LINES, "conditions": "", "reasons": "Goed."} | other
    if not words["grant"]:
        words["lines"] = ()
    return advising.advise(assessment=assessment, **words, **desk.by(name, later=later))


def _release(desk: Desk, assessment: Assessment, later: int, other: dict[str, Any]) -> Any:
    assignment = assessment.assignments.order_by("-id").first() or _unsaved_assignment(assessment, desk)
    return checking.release_assessor(assignment=assignment, reason="Ziek.", **desk.by("registrar", later=later))


def _unsaved_assignment(assessment: Assessment, desk: Desk) -> Any:
    from accreditation.models import Assignment

    return Assignment(assessment=assessment, assessor=desk.users["assessor"])


def _answer(desk: Desk, assessment: Assessment, later: int, other: dict[str, Any]) -> Any:
    from accreditation.models import Question

    question = assessment.questions.order_by("-id").first() or Question(assessment=assessment)
    return submitting.answer_question(question=question, answer="Zo.", **desk.by("manager", later=later))


def _take_over(desk: Desk, assessment: Assessment, later: int, other: dict[str, Any]) -> Any:
    source = other.get("source") or AccreditationFactory(
        course=assessment.application.course, register=RegisterFactory(code="nova")
    )
    return deciding.take_over_decision(
        assessment=assessment, source=source, lines=LINES, reasons="Gevolgd.", **desk.by("chair", later=later)
    )


STEPS: dict[Action, Any] = {
    Action.SUBMIT: lambda desk, one, later, other: submitting.submit_application(
        application=one.application, **desk.by("manager", later=later)
    ),
    Action.RETURN: lambda desk, one, later, other: checking.return_application(
        assessment=one,
        shortcomings=SHORTCOMINGS,
        **desk.by("registrar", later=later),
    ),
    Action.ACCEPT: lambda desk, one, later, other: checking.accept_application(
        assessment=one, **desk.by("registrar", later=later)
    ),
    Action.ASSIGN: _assign,
    Action.RELEASE: _release,
    Action.ASK: lambda desk, one, later, other: checking.ask_provider(
        assessment=one, text="Hoe wordt getoetst?", **desk.by("chair", later=later)
    ),
    Action.ANSWER: _answer,
    Action.ADVISE: _advise,
    Action.SEEK_ADVICE: lambda desk, one, later, other: deciding.seek_advice(
        assessment=one, **desk.by("chair", later=later)
    ),
    Action.GRANT: lambda desk, one, later, other: deciding.grant_application(
        assessment=one, **{"lines": LINES, "reasons": "Goed."} | other, **desk.by("chair", later=later)
    ),
    Action.REFUSE: lambda desk, one, later, other: deciding.refuse_application(
        assessment=one, reasons="Past niet.", **desk.by("chair", later=later)
    ),
    Action.TAKE_OVER: _take_over,
    Action.SELF_ACCREDIT: lambda desk, one, later, other: submitting.self_accredit(
        assessment=one, reasons="Binnen de leerlijn.", **desk.by("manager", later=later)
    ),
    Action.OBJECT: lambda desk, one, later, other: objecting.object_to_decision(
        assessment=one, **{"grounds": "Te weinig punten."} | other, **desk.by("manager", later=later)
    ),
    Action.RECONSIDER: lambda desk, one, later, other: deciding.reconsider(
        assessment=one,
        **{"granted": True, "lines": LINES, "reasons": "Alsnog."} | other,
        **desk.by("second chair", later=later),
    ),
    Action.WITHDRAW: lambda desk, one, later, other: submitting.withdraw_application(
        assessment=one, reason="Gaat niet door.", **desk.by("manager", later=later)
    ),
    Action.SET_ASIDE: lambda desk, one, later, other: checking.set_aside(
        assessment=one, reason="Niets gehoord.", **desk.by("registrar", later=later or 60)
    ),
}

_SUBMITTED = (Action.SUBMIT,)
_ASSESSING = (*_SUBMITTED, Action.ACCEPT, Action.ASSIGN)
_ADVISED = (*_ASSESSING, Action.ASSIGN, Action.ADVISE, Action.ADVISE)
_REFUSED = (*_ADVISED, Action.REFUSE)
_OBJECTED = (*_REFUSED, Action.OBJECT)
WAYS: dict[State, tuple[Action, ...]] = {
    State.DRAFT: (),
    State.SUBMITTED: _SUBMITTED,
    State.RETURNED: (*_SUBMITTED, Action.RETURN),
    State.ASSESSING: _ASSESSING,
    State.QUESTIONED: (*_ASSESSING, Action.ASK),
    State.ADVISED: _ADVISED,
    State.GRANTED: (*_ADVISED, Action.GRANT),
    State.REFUSED: _REFUSED,
    State.OBJECTED: _OBJECTED,
    State.RECONSIDERED: (*_OBJECTED, Action.RECONSIDER),
    State.WITHDRAWN: (*_SUBMITTED, Action.WITHDRAW),
    State.SET_ASIDE: (*_SUBMITTED, Action.RETURN, Action.SET_ASIDE),
}


def worth_of(course: Course, register: Register, *, on: date | None = None) -> list[tuple[str, Decimal]]:
    """What the course brings in the register on a day, as far as is known now."""
    rows = Accreditation.objects.in_force().filter(course=course, register=register)
    if on is not None:
        rows = rows.valid_on(on)
    return [(row.category, row.quantity) for row in rows.order_by("category")]
