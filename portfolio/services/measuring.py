"""One statement that reads the numbers of a plan for thousands of people, generated from the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from portfolio.selectors import COUNTS, FLAGS
from portfolio.selectors import WORDS as DETAIL_WORDS
from register.rules.facts import SPANNING, UNITS
from register.rules.plan import Column, Plan, WorthRow, ratios
from register.rules.plan_selects import Days, Every, Flag, Not, Predicate, Present, Some, Words

# `w` is what each edition is worth in the register that asks: a small table, joined and not looked up per fact.
# LATERAL reads each person's entries by the index: left alone, the planner scans the whole ledger for every chunk.
# OFFSET 0 keeps the planner from copying an expression into every sum that uses it.
STATEMENT = """
WITH frames AS MATERIALIZED (
    SELECT frame, bounds::date[] AS bounds
    FROM unnest(%(frame_numbers)s::int[], %(frame_bounds)s::text[]) AS f(frame, bounds)
), people AS MATERIALIZED (
    SELECT p.id, p.person, f.bounds, f.bounds[1] AS first, least(f.bounds[cardinality(f.bounds)], %(end)s) AS until
    FROM unnest(%(ids)s::bigint[], %(people)s::bigint[], %(frames)s::int[]) AS p(id, person, frame)
    JOIN frames f USING (frame)
)
SELECT id, {sums}
FROM ({valued}) valued
GROUP BY id
"""
# A value is worked out once where it goes into one sum for each of many stretches, and inside its sum otherwise.
VALUED = "SELECT id, p, {values} FROM ({facts}) facts WHERE {accepted} OFFSET 0"
FACTS = """
            SELECT people.id, {fields}, {stretch} AS p
            FROM people
            CROSS JOIN LATERAL (
                SELECT * FROM portfolio_ledgerentry
                WHERE person_id = people.person AND effective_on >= people.first AND effective_on < people.until
                OFFSET 0
            ) l
            LEFT JOIN (
                SELECT e.id AS edition, c.code AS course, a.category, a.quantity, a.unit, a.tags, a.valid_from,
                       a.valid_before
                FROM accreditation_accreditation a
                JOIN accreditation_course c ON c.id = a.course_id
                JOIN accreditation_edition e ON e.course_id = c.id
                WHERE a.register_id = %(register)s AND a.decided_at <= %(known_at)s
                  AND (a.replaced_at IS NULL OR a.replaced_at > %(known_at)s)
            ) w ON w.edition = l.edition_id AND l.effective_on >= w.valid_from AND l.effective_on < w.valid_before
            WHERE (l.registration_id IS NULL OR l.registration_id = people.id)
              AND (l.edition_id IS NULL OR w.edition IS NOT NULL)
              AND l.recorded_at <= %(known_at)s AND l.recorded_at < %(recorded_before)s
              AND l.reverses_id IS NULL AND l.id <> ALL(%(reversed)s::bigint[])
            OFFSET 0
"""
REVERSED = """
SELECT reverses_id FROM portfolio_ledgerentry
WHERE person_id = ANY(%(people)s::bigint[]) AND reverses_id IS NOT NULL AND recorded_at <= %(known_at)s
"""
# Reading such an entry as a number would take more than this statement knows, or it is not a fact at all.
UNUSUAL = """
SELECT person_id, {odd}, {span}, lower(l.during), upper(l.during) - 1 FROM portfolio_ledgerentry l
WHERE person_id = ANY(%(people)s::bigint[])
  AND (l.during IS NOT NULL OR l.details <> '{{}}' OR l.unit NOT IN ({units}))
"""
GUARDED = """
SELECT person_id FROM (
    SELECT l.person_id, {fields} FROM portfolio_ledgerentry l
    LEFT JOIN (SELECT NULL::bigint AS edition, '' AS course, '' AS category, NULL::numeric AS quantity, '' AS unit,
                      '{{}}'::varchar[] AS tags) w ON w.edition = l.edition_id
    WHERE l.person_id = ANY(%(people)s::bigint[]) AND l.kind <> 'activity' OFFSET 0
) raw WHERE {condition}
"""
UNITS_STORED = ("", *UNITS)
NOT_A_COUNT = '@.type() <> "number" || @ < 1 || @.floor() <> @'
WORDS = (*DETAIL_WORDS, "course")
FIELDS = {
    "kind": "l.kind",
    "category": "coalesce(w.category, l.category)",
    "code": "l.code",
    "quantity": "coalesce(w.quantity, l.quantity)",
    "unit": "coalesce(w.unit, l.unit)",
    "tags": "CASE WHEN w.edition IS NULL THEN l.tags ELSE l.tags || w.tags END",
    "course": "coalesce(w.course, l.details ->> 'course', '')",
    "on_day": "l.effective_on",
    "accredited": "CASE WHEN w.edition IS NOT NULL THEN true ELSE (l.details ->> 'accredited')::boolean END",
    "accepted": "(l.details ->> 'accepted')::boolean",
    "evidence": "(l.details ->> 'evidence')::boolean",
    **{name: f"coalesce(l.details ->> '{name}', '')" for name in DETAIL_WORDS},
}


@dataclass
class Values:
    """The values of a statement, each under a name of its own."""

    values: dict[str, Any] = field(default_factory=dict)

    def add(self, value: Any) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f"%({name})s"


class Measuring:
    """The generated statements of a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.scale = plan.scale // 1000
        self._spans = plan.spans_matter

    def statement(self, stretches: int) -> tuple[str, dict[str, Any]]:
        """Per person one row: the registration and each column for each stretch, as whole parts of `plan.scale`."""
        names = Values()
        columns = self.plan.columns
        values = [self._value(column, names) for column in columns]
        accepted = self._accepted(names)
        stretch = "1" if stretches == 1 else "width_bucket(l.effective_on, people.bounds)"
        facts = FACTS.format(fields=self._fields(), stretch=stretch)
        if stretches == 1:
            valued = f"SELECT * FROM ({facts}) facts WHERE {accepted}"
            sums = [_as_whole(f"sum({value})") for value in values]
        else:
            shown = ", ".join(f"{value} AS v{n}" for n, value in enumerate(values))
            valued = VALUED.format(values=shown, facts=facts, accepted=accepted)
            sums = [
                _as_whole(f"sum(v{n}) FILTER (WHERE p = {k})")
                for n in range(len(columns))
                for k in range(1, stretches + 1)
            ]
        return STATEMENT.format(sums=", ".join(sums), valued=valued), names.values

    def unusual(self) -> tuple[str, dict[str, Any]]:
        """Entries that may have to be read as facts: the person, whether it certainly must, whether it covers days
        that matter, and its first and last day."""
        names = Values()
        units = names.add(list(UNITS_STORED))
        kinds = ((WORDS, '@.type() <> "string"'), (FLAGS, '@.type() <> "boolean"'), (COUNTS, NOT_A_COUNT))
        every = {name for group, _ in kinds for name in group}
        tests = [f"l.details - {names.add(sorted(every))}::text[] = '{{}}'", f"l.unit = ANY({units})"]
        for group, wrong in kinds:
            others = names.add(sorted(every - set(group)))
            tests.append(f"NOT (l.details - {others}::text[]) @? '$.* ? ({wrong})'")
        known = " AND ".join(tests)
        odd = f"coalesce(upper_inf(l.during), false) OR NOT ({known})"
        span = f"l.during IS NOT NULL AND l.kind = ANY({names.add(sorted(SPANNING))})" if self._spans else "false"
        # Spelled like the condition of the index `ledger_unusual`, so that it is used.
        listed = ", ".join(f"'{unit}'" for unit in UNITS_STORED)
        return UNUSUAL.format(odd=odd, span=span, units=listed), names.values

    def guarded(self) -> tuple[str, dict[str, Any]] | None:
        """People with a fact that the regulation asks for by itself; None where it asks for none."""
        if not self.plan.guards:
            return None
        names = Values()
        condition = " OR ".join(_sql(guard, names) for guard in self.plan.guards)
        fields = ", ".join(f"{text} AS {name}" for name, text in FIELDS.items())
        return GUARDED.format(fields=fields, condition=condition), names.values

    def _fields(self) -> str:
        used = {"quantity", "unit", "category", *self.plan.fields}
        used = {"on_day" if name == "on" else name for name in used}
        return ", ".join(f"{FIELDS[name]} AS {name}" for name in sorted(used))

    def _accepted(self, names: Values) -> str:
        tests = [f"NOT {_sql(one, names)}" for one in self.plan.refused]
        if self.plan.known:
            tests.append(f"(category = '' OR category = ANY({names.add(sorted(self.plan.known))}))")
        return " AND ".join(tests) or "true"

    def _worth(self, names: Values) -> str:
        unit = self.plan.regulation.unit
        otherwise = self._converted(ratios(unit), Fraction(1), None)
        lines = [self._line(row, names) for row in self.plan.tariff]
        return f"CASE {' '.join(lines)} ELSE {otherwise} END" if lines else otherwise

    def _line(self, row: WorthRow, names: Values) -> str:
        test = _sql(row.when, names)
        if row.factors is None:
            return f"WHEN {test} THEN {_whole(row.gives * self.scale)}::numeric"
        units = names.add(sorted(row.factors))
        amount = self._converted(row.factors, row.gives, row.rounding)
        return f"WHEN {test} AND unit = ANY({units}) THEN {amount}"

    def _converted(self, factors: Mapping[str, Fraction], gives: Fraction, rounding: str | None) -> str:
        cases = [f"WHEN '{unit}' THEN {self._times(factor, gives, rounding)}" for unit, factor in factors.items()]
        return f"CASE unit {' '.join(cases)} END"

    def _times(self, factor: Fraction, gives: Fraction, rounding: str | None) -> str:
        if rounding is None:
            times = _whole(factor * gives * self.scale)
            return "quantity" if times == 1 else f"quantity * {times}"
        # Exact: a quotient of whole numbers, cut off, and not a rounded decimal fraction.
        over, under = f"quantity * {factor.numerator}", factor.denominator
        steps = {
            "down": f"div({over}, {under})",
            "up": f"div({over}, {under}) + sign(mod({over}, {under}))",
            "half-up": f"div(2 * {over} + {under}, {2 * under})",
        }[rounding]
        return f"({steps}) * {_whole(gives * self.scale)}"

    def _value(self, column: Column, names: Values) -> str:
        if column.amount == "worth":
            amount = self._worth(names)
        elif column.amount == "count":
            amount = f"CASE WHEN unit = 'item' THEN quantity * {self.scale} ELSE {self.scale} END"
        else:
            amount = self._converted(ratios(column.amount), Fraction(1), None)
        return f"CASE WHEN {_sql(column.of, names)} THEN {amount} END"


def _as_whole(total: str) -> str:
    return f"(coalesce({total}, 0) * 1000)::bigint"


def _whole(number: Fraction) -> int:
    assert number.denominator == 1
    return number.numerator


def _sql(one: Predicate, names: Values) -> str:
    """The predicate over the fields of a raw row; never NULL."""
    match one:
        case Words("tags", among):
            return f"(tags && {names.add(sorted(among))}::varchar[])"
        case Words(name, among):
            return f"({name} = ANY({names.add(sorted(among))}::text[]))"
        case Present("tags"):
            return "(cardinality(tags) > 0)"
        case Present(name):
            return f"({name} <> '')"
        case Flag(name, value, or_absent):
            return f"coalesce({name} = {value}, {or_absent})"
        case Days(start, end):
            tests = [f"on_day >= {names.add(start)}"] if start else []
            tests += [f"on_day < {names.add(end)}"] if end else []
            return f"({' AND '.join(tests) or 'true'})"
        case Not(inner):
            return f"(NOT {_sql(inner, names)})"
        case Every(parts):
            return _joined(" AND ", parts, names, "true")
        case Some(parts):
            return _joined(" OR ", parts, names, "false")


def _joined(word: str, parts: Iterable[Predicate], names: Values, empty: str) -> str:
    return f"({word.join(_sql(part, names) for part in parts) or empty})"
