"""By which rule of a regulation a record counts, and what that rule asks of it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from portfolio.models import Record, RecordUse
from register.errors import FieldProblem
from register.models import Register
from register.rules.records import RecordRule, Sort
from register.selectors import attributes_on, regulation_in_force, rules_of

HOURS_IN_A_WEEK = 168


def record_rules_in_force(register: Register, *, on: date) -> Mapping[str, RecordRule]:
    """The rules about records of a register on a day: code → rule. Empty without such rules."""
    regulation = regulation_in_force(register, on=on)
    return rules_of(regulation).record_rules if regulation else {}


def rule_of(use: RecordUse) -> RecordRule | None:
    """The rule by which a record is to count: of the regulation that was in force when it was entered."""
    rules = record_rules_in_force(use.registration.register, on=use.record.entered_on)
    return rules.get(use.rule)


def problems_of_record(record: Record, *, today: date) -> Iterator[FieldProblem]:
    """What is wrong with a record whatever it counts for."""
    if record.starts_on > today:
        yield FieldProblem("#/from", "in-the-future", "Deze dag moet nog komen.", "This day has yet to come.")
    if record.sort == Record.Sort.WORK and record.ends_on and record.ends_on > today:
        yield FieldProblem(
            "#/until",
            "in-the-future",
            "Deze dag moet nog komen. Laat leeg zolang het werk doorgaat.",
            "This day has yet to come. Leave it empty while the work goes on.",
        )
    if record.sort == Record.Sort.DOCUMENT and record.ends_on is None:
        yield FieldProblem("#/until", "required", "Zeg tot en met wanneer het geldt.", "Say until when it is valid.")
    if record.sort == Record.Sort.WORK and record.hours_per_week is None and record.quantity is None:
        yield FieldProblem("#/hoursPerWeek", "required", "Zeg hoeveel uur per week.", "Say how many hours a week.")
    if record.hours_per_week is not None and record.hours_per_week > HOURS_IN_A_WEEK:
        nl, en = f"Een week heeft {HOURS_IN_A_WEEK} uur.", f"A week has {HOURS_IN_A_WEEK} hours."
        yield FieldProblem("#/hoursPerWeek", "too-many", nl, en)
    yield from _problems_of_sort(record)


def _problems_of_sort(record: Record) -> Iterator[FieldProblem]:
    """What belongs to another sort of record."""
    strange = {
        "hoursPerWeek": record.hours_per_week is not None and record.sort != Record.Sort.WORK,
        "quantity": record.quantity is not None and record.sort == Record.Sort.DOCUMENT,
        "until": record.ends_on is not None and record.sort == Record.Sort.DECLARATION,
    }
    for name in (name for name, given in strange.items() if given):
        nl, en = f"Dit hoort niet bij {record.sort}.", f"This does not belong to {record.sort}."
        yield FieldProblem(f"#/{name}", "not-of-sort", nl, en)


def problems_of_use(use: RecordUse, place: str, *, now: datetime) -> Iterator[FieldProblem]:
    """What is wrong with letting a record count in a registration. `place` is a JSON pointer."""
    record = use.record
    rules = record_rules_in_force(use.registration.register, on=record.entered_on)
    rule = rules.get(use.rule)
    if rule is None or rule.sort != Sort(record.sort.lower()):
        words = ", ".join(code for code, one in rules.items() if one.sort.upper() == record.sort)
        nl, en = (f"Kies uit: {words}.", f"Choose from: {words}.") if words else ("Laat weg.", "Leave this out.")
        yield FieldProblem(f"{place}/rule", "unknown-rule", f"Deze regel is er niet. {nl}", f"No such rule. {en}")
        return
    if rule.unit != record.unit and (rule.unit or record.hours_per_week is None):
        unit = rule.unit or "hoursPerWeek"
        yield FieldProblem("#/unit", "not-of-rule", f"Gevraagd wordt: {unit}.", f"Asked for is: {unit}.")
    if rule.evidence and record.evidence is None:
        yield FieldProblem("#/evidence", "required", "Hierbij hoort een bewijsstuk.", "This needs a file.")
    before = rule.valid_before(record.starts_on)
    if before is not None and record.ends_on is not None and record.ends_on >= before:
        yield FieldProblem(
            "#/until",
            "valid-too-long",
            f"Dit geldt in dit register niet meer op {before}.",
            f"In this register this is no longer valid on {before}.",
        )
    yield from _problems_of_names(use, rule, place, now)


def _problems_of_names(use: RecordUse, rule: RecordRule, place: str, now: datetime) -> Iterator[FieldProblem]:
    known: list[str] = []
    if rule.names_in:
        on = use.record.starts_on
        attributes = attributes_on([use.registration.pk], on=max(on, use.registration.registered_on), known_at=now)
        value = attributes.get(use.registration.pk, {}).get(rule.names_of, [])
        known = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        if not use.names:
            words = ", ".join(known)
            yield FieldProblem(
                f"{place}/names", "required", f"Zeg waarvoor: {words}.", f"Say what it counts for: {words}."
            )
    for strange in sorted(set(use.names) - set(known)):
        words = ", ".join(known)
        yield FieldProblem(
            f"{place}/names",
            "unknown-name",
            f"{strange!r} is hier niets. Kies uit: {words or 'niets'}.",
            f"{strange!r} is nothing here. Choose from: {words or 'nothing'}.",
        )
