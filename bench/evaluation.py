"""Judging a whole register, against one plain GROUP BY over the same ledger."""

from django.db import connection, transaction

from bench.data import TODAY
from bench.timing import Comparison, interleave
from portfolio.services.standings import judge_register
from portfolio.services.whole_register import judge_whole_register
from register.clock import now
from register.models import Register

# The floor: what the facts of everybody are worth, by category, and nothing judged.
GROUP_BY = """
SELECT r.id, coalesce(a.category, l.category), sum(coalesce(a.quantity, l.quantity))
FROM register_registration r
JOIN portfolio_ledgerentry l ON l.person_id = r.person_id
LEFT JOIN accreditation_edition e ON e.id = l.edition_id
LEFT JOIN accreditation_accreditation a ON a.course_id = e.course_id AND a.register_id = r.register_id
WHERE r.register_id = %s GROUP BY 1, 2
"""
EXPLAINED_RUNS = 1
"""The explained way takes minutes for a whole register, and its ratio hardly moves between runs."""


def measure(register: Register, *, runs: int) -> list[Comparison]:
    """Judge every registration from numbers, and once with the full explanation; the floor is the GROUP BY, its rows
    fetched and dropped."""

    def judge() -> int:
        return sum(1 for _ in judge_whole_register(register, on=TODAY, now=now()))

    def explain() -> int:
        return sum(1 for _ in judge_register(register, on=TODAY, now=now()))

    def group_by() -> int:
        count = 0
        with transaction.atomic(), connection.chunked_cursor() as cursor:
            cursor.execute(GROUP_BY, [register.pk])
            while rows := cursor.fetchmany(20_000):
                count += len(rows)
        return count

    people = f"{register.registrations.count():,} registrations"
    return [
        interleave(f"judge {people}, the numbers", judge, "plain GROUP BY", group_by, runs=runs),
        interleave(f"judge {people}, explained", explain, "plain GROUP BY", group_by, runs=EXPLAINED_RUNS),
    ]
