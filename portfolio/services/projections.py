"""Looking ahead: the standing a person would have with facts that have not happened, judged and never kept."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from accreditation.models import Accreditation, Edition
from portfolio.errors import EntryNotValid, FactsNotValid, NoCycleRunning
from portfolio.models import LedgerEntry
from portfolio.selectors.dossiers import CycleDossier, details_as_fields, dossiers, fact_id_of
from register.errors import FieldProblem
from register.models import Registration
from register.rules.fact_refusals import FactInvalid
from register.rules.facts import Dossier, Fact
from register.rules.regulation import Regulation as Rules
from register.rules.standing import Finding, Standing
from register.selectors import current_cycle, rules_of

NAMED_OTHERWISE = {"on": "effectiveOn", "since": "from"}


def project_standing(
    *,
    registration: Registration,
    on: date,
    now: datetime,
    facts: Sequence[Mapping[str, Any]],
    attributes: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The standing of a day as it would be with these facts and attributes added, and what they would change.

    A fact is given by the fields of a `Fact` without an id, or by an `edition` and, perhaps, the day `attended_on`:
    it then brings what the register accredited the course for. Nothing is saved. Raises FactsNotValid with every
    problem that was found.
    """
    cycle = current_cycle(registration, on=on)
    if cycle is None:
        raise NoCycleRunning(
            nl=f"Op {on} liep er voor deze inschrijving geen cyclus.",
            en=f"On {on} no cycle was running for this registration.",
        )
    rules = rules_of(cycle.regulation)
    added = _read(registration, rules, facts, attributes or {}, now)
    (found,) = dossiers([cycle], on=on, known_at=now)
    if not isinstance(found, CycleDossier):
        raise EntryNotValid.in_dossier(found[1])
    before = rules.evaluate(found.dossier, as_of=on)
    after = rules.evaluate(_with(found.dossier, added, attributes or {}), as_of=on)
    return {
        "standing": {**after.to_json(), "ledgerPosition": found.ledger_position},
        "difference": difference(before, after),
    }


def difference(before: Standing, after: Standing) -> list[dict[str, Any]]:
    """Each requirement as it is and as it would be, in the order of the rules; null where it does not apply."""
    was = {finding.name: finding for finding in before.requirements}
    will_be = {finding.name: finding for finding in after.requirements}
    named = {**will_be, **{name: finding for name, finding in was.items() if name not in will_be}}
    return [
        {
            "code": finding.code,
            "qualifier": finding.qualifier,
            "label": dict(finding.label),
            "unit": finding.unit,
            "before": _figures(was.get(name)),
            "after": _figures(will_be.get(name)),
        }
        for name, finding in named.items()
    ]


def _figures(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    form = finding.to_json()
    return {key: form[key] for key in ("required", "counted", "carriedIn", "short", "met")}


def _with(dossier: Dossier, added: Sequence[Fact], attributes: Mapping[str, Any]) -> Dossier:
    person = replace(dossier.person, attributes={**dossier.person.attributes, **attributes})
    return replace(dossier, person=person, facts=(*dossier.facts, *added))


def _read(
    registration: Registration,
    rules: Rules,
    facts: Sequence[Mapping[str, Any]],
    attributes: Mapping[str, Any],
    now: datetime,
) -> list[Fact]:
    problems = list(_unknown_attributes(rules, attributes))
    read = []
    for number, given in enumerate(facts):
        place = f"#/facts/{number}"
        try:
            worths = (
                _of_edition(registration, place, now, **given) if "edition" in given else [_fields(rules, place, given)]
            )
            for line, fields in enumerate(worths, start=1):
                read.append(Fact(id=fact_id_of(f"hypothetical-{number + 1}", line), **fields))
        except FactsNotValid as error:
            problems += error.fields
        except FactInvalid as error:
            name = NAMED_OTHERWISE.get(error.field, error.field)
            problems.append(FieldProblem(f"{place}/{name}", error.code, error.nl, error.en))
    if problems:
        raise FactsNotValid.because(*problems)
    return read


def _fields(rules: Rules, place: str, given: Mapping[str, Any]) -> dict[str, Any]:
    _refuse_unknown_category(rules, place, given.get("category"))
    plain = {name: None if value == "" else value for name, value in given.items() if name not in ("details", "tags")}
    return {
        **plain,
        "tags": tuple(given.get("tags", ())),
        **details_as_fields("new", json.dumps(given.get("details") or {})),
    }


def _of_edition(
    registration: Registration, place: str, now: datetime, *, edition: Edition, attended_on: date | None = None
) -> list[dict[str, Any]]:
    day = attended_on or edition.ends_on
    if not edition.starts_on <= day <= edition.ends_on:
        raise _one(
            f"{place}/attendedOn",
            "outside-edition",
            f"Deze uitvoering is van {edition.starts_on} tot en met {edition.ends_on}.",
            f"This edition runs from {edition.starts_on} to {edition.ends_on}.",
        )
    if LedgerEntry.objects.live().filter(person=registration.person_id, edition=edition).exists():
        raise _one(
            f"{place}/edition",
            "already-attended",
            "Deze uitvoering staat al in het dossier en telt al mee.",
            "This edition is in the dossier already and counts already.",
        )
    decisions = Accreditation.objects.valid_on(day).known_at(now).filter(course=edition.course_id)
    worths = decisions.filter(register=registration.register_id).order_by("category")
    if not worths:
        raise _one(
            f"{place}/edition",
            "not-accredited",
            f"Deze cursus is op {day} in dit register niet geaccrediteerd en telt daarom niet.",
            f"This course is not accredited in this register on {day}, so it does not count.",
        )
    return attendance_facts(worths, course=edition.course.code, on=day)


def attendance_facts(worths: Iterable[Accreditation], *, course: str, on: date) -> list[dict[str, Any]]:
    """What attending a course on a day would be to the rules: the fields of a fact for each thing it is worth."""
    return [
        {
            "on": on,
            "category": accreditation.category,
            "quantity": accreditation.quantity,
            "unit": accreditation.unit,
            "tags": tuple(accreditation.tags),
            "course": course,
            "accredited": True,
        }
        for accreditation in worths
    ]


def _refuse_unknown_category(rules: Rules, place: str, category: str | None) -> None:
    known = category_codes(rules.categories)
    if category and known and category not in known:
        words = ", ".join(known)
        raise _one(
            f"{place}/category",
            "unknown-category",
            f"Dit reglement kent de categorie {category!r} niet. Kies uit: {words}.",
            f"This regulation has no category {category!r}. Choose from: {words}.",
        )


def category_codes(tree: Mapping[str, Any]) -> list[str]:
    """Every word of a tree of categories, branches before what they include."""
    return [code for name, node in tree.items() for code in (name, *category_codes(node.get("includes") or {}))]


def _unknown_attributes(rules: Rules, attributes: Mapping[str, Any]) -> list[FieldProblem]:
    known = rules.document.get("attributes") or {}
    words = ", ".join(known)
    return [
        FieldProblem(
            f"#/attributes/{name}",
            "unknown-attribute",
            f"Het reglement kent dit kenmerk niet. Bekend zijn: {words or 'geen'}.",
            f"The regulation does not have this attribute. Known: {words or 'none'}.",
        )
        for name in attributes
        if name not in known
    ]


def _one(location: str, code: str, nl: str, en: str) -> FactsNotValid:
    return FactsNotValid.because(FieldProblem(location, code, nl, en))
