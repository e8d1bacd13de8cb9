"""What lies on the accreditation desk of the shown association: its policy, and an application in each stage."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from accreditation.models import AccreditationPolicy, Application, Assessment, Course, Provider
from accreditation.rules.worth import Line
from accreditation.services.applications import advising, checking, deciding, drafting, objecting, submitting
from accreditation.services.policies import adopt_policy, propose_policy
from demo.population.accounts import SECOND_ASSESSOR, Staff
from demo.population.chance import chance_of, draw_id
from demo.population.programmes import add_version
from demo.population.registers import NAMESPACE
from demo.population.themes import THEMES
from register.models import Register, User
from register.selectors import actor_for

POLICY: dict[str, Any] = {
    "terms": {"completeness": 7, "assessment": 35},
    "changes": {"teachers": "none", "title": "notify", "otherwise": "reassess"},
    "trust": [
        {"code": "new", "label": {"nl": "Nieuw", "en": "New"}},
        {
            "code": "known",
            "label": {"nl": "Bekend", "en": "Known"},
            "self_accredits": {"at_most": "4", "kinds": ["PEER_GROUP", "PER_MEETING"]},
            "sampled": "0.25",
        },
    ],
    "evaluation": {
        "questions": [
            {"code": "worth", "text": {"nl": "Was het uw tijd waard?", "en": "Was it worth your time?"}},
            {"code": "level", "text": {"nl": "Paste het niveau?", "en": "Did the level fit?"}},
            {"code": "words", "text": {"nl": "Wat kan beter?", "en": "What could be better?"}, "kind": "text"},
            {
                "code": "practice",
                "text": {"nl": "Doet u sindsdien iets anders?", "en": "Do you do anything differently since?"},
                "when": "practice",
            },
        ]
    },
    "fees": {"tariffs": [{"code": "usual", "label": {"nl": "Gewoon", "en": "Usual"}, "amount": "225.00"}]},
}
LINES = (Line("accredited", Decimal(6), "point"),)
STAGES = ("draft", "submitted", "returned", "assessing", "questioned", "advised", "objected")
SUBMITTED = {"submitted": 6, "returned": 14}
"""How many days ago, where it is not long."""
MISSING = [{"field": "programme", "text": "Geef bij elk onderdeel de tijd."}]


def adopt_policy_of(register: Register, staff: Staff, since: date, now: datetime) -> None:
    """The register accredits by a policy of its own, proposed by one officer and adopted by another."""
    proposer, adopter = (actor_for(user, on=now.date()) for user in (staff.registrar, staff.committee))
    draft = propose_policy(register=register, document=POLICY, in_force_from=since, proposed_by=proposer, now=now)
    AccreditationPolicy.objects.filter(pk=draft.pk).update(uuid=draw_id(chance_of(0, f"{NAMESPACE}/policy")))
    adopt_policy(policy=draft, adopted_by=adopter, now=now)


class Desk:
    """Brings applications of one provider as far as they are to come, each step some days after the one before."""

    def __init__(self, seed: int, register: Register, provider: Provider, manager: User, staff: Staff, today: date):
        self._seed, self._register, self._provider, self._today = seed, register, provider, today
        self._users = {
            "manager": manager,
            "office": staff.registrar,
            "assessor": staff.assessor,
            "second": User.objects.get(email=SECOND_ASSESSOR),
            "chair": staff.chair,
        }

    def add_applications(self) -> None:
        for number, stage in enumerate(STAGES):
            self._bring(self._course(number), stage)

    def _course(self, number: int) -> Course:
        """A course that nobody accredited yet."""
        chance = chance_of(self._seed, f"applied/{number}")
        theme = [one for one in THEMES if any(credit.register == self._register.code for credit in one.credits)][number]
        course = Course.objects.create(
            uuid=draw_id(chance),
            provider=self._provider,
            code=f"N{200 + number}",
            title=f"{theme.title}: nieuwe inzichten",
            kind=Course.Kind.WHOLE,
        )
        add_version(chance, course, theme, 6, self._today - timedelta(days=70))
        return course

    def _bring(self, course: Course, stage: str) -> None:
        application = drafting.draft_application(
            course=course,
            kind=Application.Kind.FIRST,
            requests={self._register: LINES},
            motivation="" if stage == "draft" else "Er is een nieuwe richtlijn.",
            planned_editions=None if stage == "draft" else 3,
            **self._by("manager", 60),
        )
        if stage == "draft":
            return
        days = SUBMITTED.get(stage, 55)
        submitting.submit_application(application=application, **self._by("manager", days))
        one = Assessment.objects.select_related("register__association", "application__course__provider").get(
            application=application
        )
        if stage == "returned":
            checking.return_application(assessment=one, shortcomings=MISSING, **self._by("office", 10))
        elif stage != "submitted":
            self._assess(one, stage)

    def _assess(self, one: Assessment, stage: str) -> None:
        checking.accept_application(assessment=one, **self._by("office", 50))
        assessors = ("assessor",) if stage in ("assessing", "questioned") else ("assessor", "second")
        for name in assessors:
            checking.assign_assessor(assessment=one, assessor=self._users[name], **self._by("office", 48))
        if stage == "questioned":
            checking.ask_provider(assessment=one, text="Hoe wordt getoetst?", **self._by("assessor", 9))
        if stage in ("assessing", "questioned"):
            return
        for name, grant in (("assessor", True), ("second", stage == "advised")):
            advising.advise(
                assessment=one,
                grant=grant,
                lines=LINES if grant else (),
                conditions="",
                reasons="Past bij het beroep." if grant else "De toets ontbreekt.",
                **self._by(name, 30),
            )
        if stage == "objected":
            reasons = "Zonder toets is niet te zien wat iemand leerde."
            deciding.refuse_application(assessment=one, reasons=reasons, **self._by("chair", 20))
            objecting.object_to_decision(
                assessment=one, grounds="De toets staat in week vier.", **self._by("manager", 5)
            )

    def _by(self, name: str, days: int) -> dict[str, Any]:
        """Who acts, and so many days ago."""
        on = self._today - timedelta(days=days)
        return {
            "actor": actor_for(self._users[name], on=on),
            "today": on,
            "now": datetime.combine(on, time(10, 0), UTC),
        }
