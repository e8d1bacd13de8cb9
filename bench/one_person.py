"""What one standing costs the evaluator alone, with all its reasons: four times the facts against the facts."""

import time
from datetime import date, timedelta
from decimal import Decimal

from bench.data import REGULATIONS, TODAY
from bench.timing import Comparison, interleave
from register.rules.document import load_document
from register.rules.facts import Dossier, Fact, Period, Person
from register.rules.regulation import Regulation

CYCLE = Period(date(2022, 1, 1), date(2027, 1, 1))
FEW, MANY = 50, 200
TIMES = 20


def measure(*, runs: int) -> list[Comparison]:
    """The shipped regulation that takes longest over the few facts: its standing `TIMES` times."""
    shipped = [(file.parent.name, _rules(file.read_text())) for file in sorted(REGULATIONS.glob("*/*.yaml"))]
    name, slowest = max(shipped, key=lambda one: _seconds(one[1]))
    return [
        interleave(
            f"{TIMES} standings of {MANY} facts by {name}, the slowest regulation",
            lambda: _judge(slowest, MANY),
            f"the same of {FEW} facts",
            lambda: _judge(slowest, FEW),
            runs=runs,
        )
    ]


def _rules(text: str) -> Regulation:
    return Regulation.from_document(load_document(text))


def _seconds(rules: Regulation) -> float:
    began = time.process_time()
    _judge(rules, FEW)
    return time.process_time() - began


def _judge(rules: Regulation, facts: int) -> None:
    dossier = Dossier(Person(CYCLE.start, {}), CYCLE, (), tuple(_fact(rules, n, facts) for n in range(facts)))
    for _ in range(TIMES):
        rules.evaluate(dossier, as_of=TODAY)


def _fact(rules: Regulation, n: int, facts: int) -> Fact:
    """The n-th of so many facts: they are spread over the cycle and over the categories of the regulation."""
    categories = [*rules.document.get("categories", {}), None]
    return Fact(
        id=f"fact-{n:04}",
        on=CYCLE.start + timedelta(days=n * (TODAY - CYCLE.start).days // facts),
        category=categories[n % len(categories)],
        quantity=Decimal(3),
        unit="hour",
        accredited=True,
    )
