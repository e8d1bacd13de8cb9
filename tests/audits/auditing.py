"""Somebody who was drawn for an audit: forty hours asked, two courses of twenty that counted, and auditors."""

from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from portfolio.models import Audit, AuditItem, AuditRun, Decision, LedgerEntry
from portfolio.services.audit_cases.answering import add_item, ask_extension, hand_in
from portfolio.services.audit_cases.asking import ask_drawn
from portfolio.services.audit_cases.judging import Judgement, ask_repair, conclude_audit, judge_items
from portfolio.services.audit_cases.proposing import propose_outcome
from portfolio.services.past_standings import judged, written
from register.access import Actor, Role
from register.models import User
from register.selectors import actor_for
from tests.factories.register import PersonFactory, RoleGrantFactory, UserFactory
from tests.renewals.renewing import Renewing

DRAWN_AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
TODAY = DRAWN_AT.date()
LATER = DRAWN_AT + timedelta(days=20)
REJECTED: dict[str, Any] = {"verdict": "REJECTED", "reason": "Op het certificaat staat een andere naam."}


def drawn(cycle: Any, *, by: User, at: datetime = DRAWN_AT, title: str = "Steekproef", **fields: Any) -> Audit:
    """An audit of a cycle as a draw leaves it, with its standing frozen."""
    run, _ = AuditRun.objects.get_or_create(
        register=cycle.registration.register,
        title=title,
        defaults={
            "state": "DRAWN",
            "plan": {},
            "prepared_by": by,
            "prepared_at": at,
            "as_of": at.date(),
            "seed": "5eed",
            "seed_digest": "sha256:1",
            "population_digest": "sha256:2",
            "committed_at": at,
            "drawn_at": at,
        },
    )
    standing, position = judged(cycle, on=at.date(), known_at=at)
    audit = Audit.objects.create(
        run=run,
        registration=cycle.registration,
        cycle=cycle,
        key=cycle.uuid,
        position=run.audits.count() + 1,
        ticket="0",
        tickets=1,
        drawn_at=at,
        standing=written(standing, position),
        ledger_position=position,
        **fields,
    )
    audit.refresh_from_db()
    return audit


class Auditing(Renewing):
    """Each step takes the usual values unless a test says otherwise."""

    def __init__(self, *, at: datetime = DRAWN_AT, auditors: int = 2, **fields: Any) -> None:
        super().__init__(hours=0, **fields)
        self.at = at
        self.courses = [self.add(20), self.add(20, on=date(2025, 5, 6))]
        self.auditors = [self.auditor_of() for _ in range(auditors)]

    def auditor_of(self, user: User | None = None) -> User:
        user = user or UserFactory(person=PersonFactory())
        RoleGrantFactory(role=Role.AUDITOR, organisation=self.association, user=user)
        return user

    @property
    def moment(self) -> dict[str, Any]:
        return {"today": LATER.date(), "now": LATER}

    @cached_property
    def audit(self) -> Audit:
        audit = drawn(self.cycle, by=User.objects.get(pk=self.preparer.user_id), at=self.at)
        ask_drawn(today=self.at.date(), now=self.at)
        audit.refresh_from_db()
        return audit

    @property
    def auditor(self) -> Actor:
        return actor_for(User.objects.get(audits_in_hand=self.audit), on=TODAY)

    def item(self, number: int = 0) -> AuditItem:
        return AuditItem.objects.get(audit=self.audit, entry=self.courses[number])

    def hand_in(self) -> Audit:
        return hand_in(audit=self.audit, explanation="", actor=self.person, now=LATER)

    def later(self, hours: int = 20) -> AuditItem:
        """A course of the cycle that was recorded after the draw, brought in."""
        entry = self.add(hours, on=date(2025, 11, 3), now=LATER)
        return add_item(audit=self.audit, entry=entry, explanation="", actor=self.person, now=LATER)

    def judge(self, *verdicts: dict[str, Any]) -> Audit:
        """Verdicts on the items by order; without any, all are accepted."""
        items = list(AuditItem.objects.filter(audit=self.audit).order_by("pk"))
        said = verdicts or ({"verdict": "ACCEPTED"},) * len(items)
        given = [Judgement(item, **one) for item, one in zip(items, said, strict=True)]
        return judge_items(audit=self.audit, judgements=given, actor=self.auditor, now=LATER)

    def repair(self, **fields: Any) -> Audit:
        usual: dict[str, Any] = {"asks": "Toon een andere cursus.", "until": None, "actor": self.auditor}
        return ask_repair(audit=self.audit, **(usual | self.moment | fields))

    def conclude(self, *verdicts: dict[str, Any]) -> Audit:
        self.hand_in()
        self.judge(*verdicts)
        return conclude_audit(audit=self.audit, actor=self.auditor, **self.moment)

    def proposed(self, **fields: Any) -> Decision:
        return propose_outcome(**({"audit": self.audit, "actor": self.preparer} | self.moment | fields))

    def decided(self, decision: Decision) -> Decision:
        if decision.adverse:
            decision = self.answer(self.intend(decision, on=LATER.date()))
        return self.take(decision, today=LATER.date(), now=LATER)

    def extension(self, *, at: datetime = LATER, **fields: Any) -> Any:
        usual: dict[str, Any] = {"reason": "Op reis.", "wished_until": date(2026, 5, 1), "actor": self.person}
        return ask_extension(audit=self.audit, now=at, **({"today": at.date()} | usual | fields))

    def hours(self) -> int:
        """What counts now."""
        live = LedgerEntry.objects.live().filter(registration=self.registration, category="course")
        return int(sum(entry.quantity for entry in live))
