"""A register with a made-up regulation whose matrix has every outcome, and a person at the end of a cycle."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from portfolio.models import Decision, LedgerEntry, Renewal
from portfolio.services.ledger import record_entry
from portfolio.services.renewals.opening import open_renewals
from portfolio.services.renewals.proposing import propose_renewal
from portfolio.services.renewals.submitting import complete_renewal, submit_renewal
from register.models import Register, Regulation
from tests.decisions.committee import Office
from tests.factories.register import NOW, CycleFactory, RegistrationFactory, RegulationFactory

TODAY = NOW.date()
STARTED, ENDS = date(2021, 3, 1), date(2026, 3, 1)
AFTER = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
PROPOSALS: list[dict[str, Any]] = [
    {"outcome": "met", "grants": "full"},
    {"outcome": "narrowly", "grants": "conditional", "within": "1 year"},
    {"outcome": "half", "grants": "shorter", "within": "2 years"},
    {"outcome": "some", "grants": "annotated"},
    {"outcome": "not-met", "grants": "refused", "status": "lapsed", "grace": "3 months"},
]
START_NOW = {"kind": "declaration", "code": "start-now", "on": {"from": "cycle start + 1 day", "until": "cycle end"}}
COURSES = {"of": {"category": "course"}}
TIERS = (("narrowly", 30), ("half", 20), ("some", 10))


def named(word: str) -> dict[str, str]:
    return {"nl": word, "en": word}


def outcome(name: str, least: int) -> dict[str, Any]:
    """Short, with at least so many hours."""
    return {"is": name, "label": named(name), "not_met": ["hours"], "when": {"measured": COURSES | {"at_least": least}}}


def regulation(
    *,
    code: str = "renewers",
    since: str = "2015-01-01",
    sampled: int = 0,
    waits: tuple[str, ...] = (),
    re_entry: Sequence[Any] = (),
    **renewal: Any,
) -> Regulation:
    """Forty hours in five years; outcomes by tens of hours short."""
    document = {
        "register": code,
        "title": named("Herregistratie"),
        "source": "a test",
        "unit": "hour",
        "in_force": {"from": since, "by": "cycle_end"},
        "cycle": {"starts": "registration", "length": "5 years"},
        "window": [{"ends": {"first": START_NOW}}],
        "categories": {"course": named("Cursus")},
        "requirements": [
            {"code": "hours", "label": named("Uren"), "article": "art. 4", "of": {"category": "course"}, "at_least": 40}
        ],
        "outcomes": [outcome(name, least) for name, least in TIERS],
        "procedure": {
            **({"effect_waits": list(waits)} if waits else {}),
            **({"re_entry": re_entry} if re_entry else {}),
            "renewal": {
                "declarations": [{"code": "conduct", "label": named("Ik houd mij aan de code")}],
                "proposals": PROPOSALS,
                "by_rule": {"outcomes": ["met"]} | ({"sampled": sampled} if sampled else {}),
            }
            | renewal,
        },
    }
    source = json.dumps(document, indent=1)  # which is YAML, without anchors
    first = date.fromisoformat(since)
    register = Register.objects.filter(code=code).first()
    fields: dict[str, Any] = {"register": register} if register else {"register__code": code}
    return RegulationFactory(**fields, source=source, in_force_from=first)


class Renewing(Office):
    """Each step takes the usual values unless a test says otherwise."""

    def __init__(self, *, hours: int = 40, version: Regulation | None = None) -> None:
        version = version or Regulation.objects.filter(register__code="renewers").first() or regulation()
        registration = RegistrationFactory(register=version.register, registered_on=STARTED)
        super().__init__(
            CycleFactory(registration=registration, regulation=version, starts_on=STARTED, ends_before=ENDS)
        )
        if hours:
            self.add(hours)

    def add(self, hours: int, *, on: date = date(2024, 5, 6), **fields: Any) -> LedgerEntry:
        usual: dict[str, Any] = {
            "kind": "activity",
            "category": "course",
            "quantity": hours,
            "unit": "hour",
            "now": NOW,
        }
        return record_entry(
            person=self.registration.person,
            registration=self.registration,
            validation="OFFICE",
            source_key=f"renewing/{LedgerEntry.objects.count()}",
            on=on,
            actor=None,
            **(usual | fields),
        )

    def open(self) -> Renewal:
        open_renewals(on=TODAY, now=NOW)
        return Renewal.objects.get(cycle=self.cycle)

    def submit(self, renewal: Renewal | None = None, **fields: Any) -> Renewal:
        usual: dict[str, Any] = {"declared": ["conduct"], "actor": self.person, "today": TODAY, "now": NOW}
        return submit_renewal(renewal=renewal or self.open(), **(usual | fields))

    def complete(self, renewal: Renewal | None = None) -> Renewal:
        asked = renewal or self.submit(motivation="Het lukte niet.")
        return complete_renewal(renewal=asked, actor=self.preparer, now=NOW)

    def propose(self, renewal: Renewal | None = None, **fields: Any) -> Decision:
        usual: dict[str, Any] = {"actor": self.preparer, "today": AFTER.date(), "now": AFTER}
        return propose_renewal(renewal=renewal or self.complete(), **(usual | fields))

    def decided(self, decision: Decision) -> Decision:
        """Taken by another, after the person was heard where it burdens them."""
        if decision.adverse:
            decision = self.answer(self.intend(decision, on=AFTER.date()))
        return self.take(decision, today=AFTER.date(), now=AFTER)
