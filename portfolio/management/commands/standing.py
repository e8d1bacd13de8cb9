"""`manage.py standing`: where somebody stands, or would stand with facts from a file; nothing is saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portfolio.services.projections import project_standing
from register.clock import now, today
from register.errors import DomainError
from register.models import Registration
from register.rules.facts import FIELDS
from register.rules.problems import RegulationInvalid
from register.rules.yaml_source import read_yaml

FORM = "facts: [{on: 2027-01-14, category: course, quantity: 6, unit: point}] and attributes: {titles: [nurse]}"
NAMES = {**{name: name for name in FIELDS if name not in ("id", "reverses", "since")}, "from": "since"}
DAYS = ("on", "since", "until", "recorded_on")


class Command(BaseCommand):
    help = "Show a standing, requirement by requirement; with --with as it would be with the facts in a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("register", metavar="REGISTER", help="code of the register")
        parser.add_argument("number", metavar="NUMBER", help="registration number")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="the day of the standing")
        parser.add_argument("--with", type=Path, dest="file", metavar="FACTS.yaml", help=FORM)
        parser.add_argument("--language", choices=("nl", "en"), default="nl")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Registration.objects.filter(register__code=options["register"], number=options["number"])
        registration = rows.first()
        if registration is None:
            raise CommandError(f"There is no registration {options['register']} {options['number']}.")
        facts, attributes = _read(options["file"]) if options["file"] else ([], {})
        on = options["on"] or today()
        try:
            found = project_standing(registration=registration, on=on, now=now(), facts=facts, attributes=attributes)
        except DomainError as error:
            problems = [f"{one.location}: {getattr(one, options['language'])}" for one in error.fields]
            raise CommandError("\n".join([getattr(error, options["language"]), *problems])) from error
        for line in _lines(found, options["language"]):
            self.stdout.write(line)


def _read(file: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    try:
        value = read_yaml(file.read_text(encoding="utf-8")).value
    except (OSError, UnicodeDecodeError, RegulationInvalid) as error:
        raise CommandError(f"{file}: {error}") from error
    if not isinstance(value, dict) or set(value) - {"facts", "attributes"}:
        raise CommandError(f"{file}: write {FORM}")
    facts, attributes = value.get("facts") or [], value.get("attributes") or {}
    if not isinstance(facts, list) or not isinstance(attributes, dict):
        raise CommandError(f"{file}: write {FORM}")
    return [_fact(fact, f"{file}: fact {number}") for number, fact in enumerate(facts, start=1)], attributes


def _fact(fact: Any, place: str) -> dict[str, Any]:
    if not isinstance(fact, dict) or set(fact) - {"id", *NAMES}:
        raise CommandError(f"{place}: a fact has {', '.join(NAMES)}")
    fields = {NAMES[name]: value for name, value in fact.items() if name != "id"}
    try:
        days = {name: date.fromisoformat(fields[name]) for name in DAYS if name in fields}
    except (TypeError, ValueError) as error:
        raise CommandError(f"{place}: write days as 2027-01-14") from error
    return fields | days


def _lines(found: dict[str, Any], language: str) -> Iterator[str]:
    standing = found["standing"]
    yield f"{standing['asOf']}  {standing['cycle']['from']} – {standing['cycle']['until']}  {standing['outcome']}"
    before = {(one["code"], one["qualifier"]): one["before"] for one in found["difference"]}
    for one in standing["requirements"]:
        was = before[one["code"], one["qualifier"]]
        changed = f"  (was {was['counted']}, short {was['short']})" if was and was["short"] != one["short"] else ""
        mark = "+" if one["met"] else "·" if one["advisory"] else "-"
        yield f"{mark} {one['label'][language]}: {one['explanation'][language]}{changed}"
    for deadline in standing["deadlines"]:
        yield f"{deadline['on']}  {deadline['kind']}"
