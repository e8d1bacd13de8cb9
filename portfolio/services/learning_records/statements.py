"""Reading statements: who did what, when, for how long, and whether that counts. The rest of a statement is left."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import orjson

from portfolio.services.attendance.rows import day_of
from register.errors import FieldProblem

VERBS = frozenset(f"http://adlnet.gov/expapi/verbs/{verb}" for verb in ("completed", "passed", "attended"))
# What a store adds to a statement; two that differ in these only are the same.
OF_THE_STORE = frozenset({"stored", "authority", "version"})
DURATION = re.compile(r"P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})(?:\.\d+)?S)?)?", re.ASCII)
LONGEST_IRI, LONGEST_TITLE, LONGEST_NUMBER = 500, 200, 40


class StatementRefused(Exception):
    """A statement that cannot be used; `problem` says where and what to do."""

    def __init__(self, place: str, code: str, nl: str, en: str) -> None:
        super().__init__(code)
        self.problem = FieldProblem(place, code, nl, en)


@dataclass(frozen=True, slots=True)
class Statement:
    """What is read of one statement. `counts` is False for other verbs and for what was not completed or passed.

    `home_page` and `name` are the account of the actor; empty when the statement does not count.
    """

    place: str
    id: UUID
    digest: str
    counts: bool
    home_page: str
    name: str
    activity: str
    title: str
    performed_on: date
    minutes: int | None


def read_statement(given: Any, *, place: str, new_id: UUID, now: datetime) -> Statement:
    """One statement at `place` in the request (a JSON pointer); without an id it gets `new_id`. StatementRefused."""
    statement = _object(given, place)
    verb = _iri(_object(statement.get("verb"), f"{place}/verb").get("id"), f"{place}/verb/id")
    activity = _object(statement.get("object"), f"{place}/object")
    result = _object(statement.get("result", {}), f"{place}/result")
    counts = verb in VERBS and result.get("success") is not False and result.get("completion") is not False
    if counts and activity.get("objectType", "Activity") != "Activity":
        raise _wrong(f"{place}/object/objectType", "Alleen activiteiten.", "Activities only.")
    home_page, name = _account(statement.get("actor"), f"{place}/actor") if counts else ("", "")
    iri = _iri(activity.get("id"), f"{place}/object/id") if counts else ""
    return Statement(
        place=place,
        id=_id(statement.get("id"), f"{place}/id") or new_id,
        digest=_digest(statement),
        counts=counts,
        home_page=home_page,
        name=name,
        activity=iri,
        title=_title(activity, iri),
        performed_on=_day(statement.get("timestamp"), f"{place}/timestamp", now),
        minutes=_minutes(result.get("duration")),
    )


def _account(actor: Any, place: str) -> tuple[str, str]:
    """Who it is: a registration number, and the address of the register or association that gave it."""
    agent = _object(actor, place)
    if agent.get("objectType", "Agent") != "Agent" or "account" not in agent:
        raise _wrong(
            f"{place}/account",
            "Noem de persoon met account: name is het registratienummer, homePage het adres van het register.",
            "Name the person by account: name is the registration number, homePage the address of the register.",
        )
    account = _object(agent["account"], f"{place}/account")
    name = account.get("name")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NUMBER or not name.isprintable():
        raise _wrong(f"{place}/account/name", "Geef het registratienummer.", "Give the registration number.")
    return _iri(account.get("homePage"), f"{place}/account/homePage"), name


def _object(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(place, "Dit is geen JSON-object.", "This is no JSON object.")
    return value


def _iri(value: Any, place: str) -> str:
    if not isinstance(value, str) or ":" not in value or len(value) > LONGEST_IRI or not value.isprintable():
        raise _wrong(place, "Geef een IRI van hoogstens 500 tekens.", "Give an IRI of at most 500 characters.")
    return value


def _id(value: Any, place: str) -> UUID | None:
    if value is None:
        return None
    try:
        if not isinstance(value, str) or len(value) != 36:
            raise ValueError(value)
        return UUID(value)
    except ValueError as error:
        raise _wrong(place, "Dit is geen UUID.", "This is no UUID.") from error


def _day(value: Any, place: str, now: datetime) -> date:
    """The day of the timestamp where the registers are; today when there is none."""
    if value is None:
        return day_of(now)
    try:
        moment = datetime.fromisoformat(value)
        day = day_of(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (TypeError, ValueError, OverflowError) as error:
        raise _wrong(place, "Dit is geen tijdstip (ISO 8601).", "This is no moment (ISO 8601).") from error
    if day > day_of(now):
        raise _wrong(place, "Deze dag moet nog komen.", "This day has yet to come.")
    return day


def _minutes(value: Any) -> int | None:
    found = DURATION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (days * 24 + hours) * 60 + minutes + seconds // 60 or None


def _title(activity: dict[str, Any], iri: str) -> str:
    definition = activity.get("definition")
    names = definition.get("name") if isinstance(definition, dict) else None
    named = names if isinstance(names, dict) else {}
    texts = [text for _, text in sorted(named.items(), key=_preferred) if isinstance(text, str) and text.strip()]
    return " ".join((texts[0] if texts else iri).split())[:LONGEST_TITLE]


def _preferred(item: tuple[str, Any]) -> tuple[int, str]:
    language = item[0].lower()[:2]
    return (["nl", "en"].index(language) if language in ("nl", "en") else 2), item[0]


def _digest(statement: dict[str, Any]) -> str:
    own = {name: value for name, value in statement.items() if name not in OF_THE_STORE}
    return hashlib.sha256(orjson.dumps(own, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _wrong(place: str, nl: str, en: str) -> StatementRefused:
    return StatementRefused(place, "invalid", nl, en)
