"""A register office with a preparer, two deciders and a registered person, for tests of decisions."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from portfolio.models import Decision, Objection
from portfolio.services.decisions.deciding import give_view, make_known, take_decision
from portfolio.services.decisions.objecting import note_hearing, object_to, reconsider
from portfolio.services.decisions.preparing import intend_decision, prepare_decision
from register.access import Actor, Role
from register.models import Cycle, User
from register.selectors import actor_for
from tests.factories.register import NOW, CycleFactory, PersonFactory, RoleGrantFactory, UserFactory

TODAY = NOW.date()
DAY = timedelta(days=1)


class Office:
    """Each step takes the usual values unless a test says otherwise."""

    def __init__(self, cycle: Cycle | None = None) -> None:
        self.cycle = cycle or CycleFactory()
        self.registration = self.cycle.registration
        self.association = self.registration.register.association

    def colleague(self, role: Role = Role.COMMITTEE) -> Actor:
        user = RoleGrantFactory(role=role, organisation=self.association, user=UserFactory(person=PersonFactory())).user
        return actor_for(user, on=TODAY)

    @cached_property
    def preparer(self) -> Actor:
        return self.colleague(Role.REGISTRAR)

    @cached_property
    def decider(self) -> Actor:
        return self.colleague()

    @cached_property
    def other(self) -> Actor:
        return self.colleague()

    @cached_property
    def person(self) -> Actor:
        person = self.registration.person
        user = User.objects.filter(person=person).first() or UserFactory(person=person)
        return actor_for(user, on=TODAY)

    def prepare(self, **fields: Any) -> Decision:
        usual: dict[str, Any] = {
            "registration": self.registration,
            "question": Decision.Question.STATUS,
            "result": "imposed",
            "adverse": True,
            "reasons": "De norm van artikel 4 is niet gehaald.",
            "articles": ["4"],
            "effective_on": TODAY,
            "effect": {"statuses": [{"value": "SUSPENDED"}]},
            "actor": self.preparer,
            "today": TODAY,
            "now": NOW,
        }
        return prepare_decision(**(usual | fields))

    def intend(self, decision: Decision, *, on: date = TODAY) -> Decision:
        return intend_decision(decision=decision, actor=self.preparer, today=on, now=max(NOW, decision.prepared_at))

    def answer(self, decision: Decision) -> Decision:
        return give_view(decision=decision, view="Ik was ziek.", actor=self.person, now=NOW)

    def take(self, decision: Decision, **fields: Any) -> Decision:
        return take_decision(
            **(
                {"decision": decision, "actor": self.decider, "today": TODAY, "now": max(NOW, decision.prepared_at)}
                | fields
            )
        )

    def taken(self, **fields: Any) -> Decision:
        """Prepared, intended, answered and taken."""
        return self.take(self.answer(self.intend(self.prepare(**fields))))

    def known(self, decision: Decision, *, on: date = TODAY) -> Decision:
        return make_known(decision=decision, on=on, actor=self.preparer, now=NOW)

    def object(self, decision: Decision, *, on: date = TODAY, **fields: Any) -> Objection:
        moment = {"today": on, "now": max(NOW, decision.prepared_at)}
        given = {"decision": decision, "grounds": "Te streng.", "actor": self.person} | moment
        return object_to(**(given | fields))

    def hear(self, objection: Objection) -> Objection:
        return note_hearing(objection=objection, on=TODAY, report="Toegelicht.", actor=self.other, now=NOW)

    def reconsider(self, objection: Objection, **fields: Any) -> Decision:
        usual: dict[str, Any] = {"outcome": Objection.Outcome.REJECTED, "reasons": "Terecht.", "actor": self.other}
        return reconsider(**({"objection": objection, "now": NOW} | usual | fields))


INSTEAD = {"result": "lifted", "adverse": False, "effective_on": TODAY, "effect": {}, "articles": ["4"]}
