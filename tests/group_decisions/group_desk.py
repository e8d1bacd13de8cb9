"""A register whose rules know extensions and waivers, people short of forty hours, and a desk that acts for all."""

import json
from datetime import date
from functools import cached_property
from typing import Any

from portfolio.catalogue.group_decisions import GroupSort
from portfolio.models import GroupDecision, LedgerEntry
from portfolio.services.group_decisions.carrying_out import run_group_decision
from portfolio.services.group_decisions.deciding import take_group_decision
from portfolio.services.group_decisions.preparing import prepare_group_decision, prepare_undoing
from portfolio.services.group_decisions.previewing import request_preview
from portfolio.services.past_standings import judged
from register.access import Actor, Role
from register.models import Cycle, Person, Registration, Regulation
from register.selectors import actor_for
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory
from tests.factories.register import (
    NOW,
    CycleFactory,
    PersonFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
)

TODAY = NOW.date()
STARTED, ENDS = date(2021, 3, 1), date(2026, 3, 1)
EXTENSION = {"kind": "decision", "code": "extension", "quantity": "6", "unit": "month", "reason": "pandemic"}
WAIVER = {"kind": "decision", "code": "waiver"}
LESSON = {"kind": "activity", "category": "course", "quantity": "10", "unit": "hour", "on": "2025-06-01"}


def named(word: str) -> dict[str, str]:
    return {"nl": word, "en": word}


def regulation() -> Regulation:
    """Forty hours in five years, thirty with a waiver; an extension makes the window longer."""
    document = {
        "register": "group",
        "title": named("Groep"),
        "source": "a test",
        "unit": "hour",
        "in_force": {"from": "2015-01-01", "by": "cycle_end"},
        "cycle": {"starts": "registration", "length": "5 years"},
        "window": [{"extend": {"kind": "decision", "code": "extension", "on": {"from": "cycle start"}}}],
        "categories": {"course": named("Cursus")},
        "requirements": [
            {
                "code": "hours",
                "label": named("Uren"),
                "article": "art. 4",
                "of": {"category": "course"},
                "at_least": 40,
                "adjust": [{"when": {"facts": {"kind": "decision", "code": "waiver"}}, "replace": 30}],
            }
        ],
    }
    source = json.dumps(document, indent=1)  # which is YAML, without anchors
    return RegulationFactory(register__code="group", source=source, in_force_from=date(2015, 1, 1))


class Desk:
    """Each step takes the usual values unless a test says otherwise."""

    def __init__(self) -> None:
        self.regulation = regulation()
        self.register = self.regulation.register

    def colleague(self, role: Role = Role.COMMITTEE, *, person: Person | None = None) -> Actor:
        account = UserFactory(person=person or PersonFactory())
        grant = RoleGrantFactory(role=role, organisation=self.register.association, user=account)
        return actor_for(grant.user, on=TODAY)

    @cached_property
    def preparer(self) -> Actor:
        return self.colleague(Role.REGISTRAR)

    @cached_property
    def decider(self) -> Actor:
        return self.colleague()

    def member(self, hours: int = 0, **fields: Any) -> Registration:
        registration = RegistrationFactory(register=self.register, registered_on=STARTED, **fields)
        CycleFactory(registration=registration, regulation=self.regulation, starts_on=STARTED, ends_before=ENDS)
        if hours:
            self.enter(registration, category="course", quantity=hours, unit="hour")
        return registration

    def enter(self, registration: Registration, **fields: Any) -> LedgerEntry:
        entry = LedgerEntry.objects.create(
            person=registration.person,
            validation="OFFICE",
            source_key=f"desk/{LedgerEntry.objects.count()}",
            recorded_at=NOW,
            **({"effective_on": date(2024, 5, 6)} | fields),
        )
        entry.refresh_from_db()
        return entry

    def edition(self) -> Any:
        """Of a course that counts ten hours here."""
        course = CourseFactory()
        AccreditationFactory(
            course=course,
            register=self.register,
            category="course",
            quantity=10,
            unit="hour",
            valid_from=date(2020, 1, 1),
            valid_before=date(2030, 1, 1),
        )
        return EditionFactory(course=course)

    def prepare(self, **fields: Any) -> GroupDecision:
        usual: dict[str, Any] = {
            "registers": [self.register],
            "sort": GroupSort.EXTENSION,
            "title": "Uitstel wegens de pandemie",
            "scope": {"cycles": {"endsFrom": "2026-01-01", "endsBefore": "2026-07-01"}},
            "effect": {"facts": [EXTENSION]},
            "effective_on": TODAY,
            "legal_basis": "Artikel 12 van het reglement",
            "reasons": "Scholing kon niet doorgaan.",
            "actor": self.preparer,
            "now": NOW,
        }
        return prepare_group_decision(**(usual | fields))

    def undoing(self, decision: GroupDecision, **fields: Any) -> GroupDecision:
        usual: dict[str, Any] = {
            "decision": decision,
            "legal_basis": "Artikel 13",
            "reasons": "De grond bestond niet.",
            "effective_on": TODAY,
            "actor": self.preparer,
            "now": NOW,
        }
        return prepare_undoing(**(usual | fields))

    def ask(self, decision: GroupDecision) -> GroupDecision:
        return request_preview(decision=decision, actor=self.preparer, today=TODAY, now=NOW)

    def run(self, decision: GroupDecision) -> GroupDecision:
        run_group_decision(decision_id=decision.pk, clock=lambda: NOW)
        return GroupDecision.objects.get(pk=decision.pk)

    def previewed(self, decision: GroupDecision | None = None, **fields: Any) -> GroupDecision:
        return self.run(self.ask(decision or self.prepare(**fields)))

    def take(self, decision: GroupDecision, **fields: Any) -> GroupDecision:
        usual: dict[str, Any] = {"actor": self.decider, "today": TODAY, "now": NOW}
        return take_group_decision(decision=decision, **(usual | fields))

    def carried_out(self, decision: GroupDecision | None = None, **fields: Any) -> GroupDecision:
        return self.run(self.take(self.previewed(decision, **fields), no_view_because="Spoed."))

    def stands(self, registration: Registration) -> Any:
        cycle = Cycle.objects.select_related("registration", "regulation").get(registration=registration)
        return judged(cycle, on=TODAY, known_at=NOW)[0]
