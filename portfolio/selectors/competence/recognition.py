"""A portfolio laid against a profile, for recognition of prior learning (EVC): what is asked, and what shows it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portfolio.models import LedgerEntry
from portfolio.selectors.competence.coverage import Covered, coverage
from register.models import CompetenceProfile, Person, Registration
from register.rules.amounts import plain

FORM = "recognition/1"


def recognition_portfolio(
    person: Person, *, version: CompetenceProfile, since: date | None, until: date
) -> dict[str, Any]:
    """Everything that shows the competences of a profile in plain JSON, complete in itself: to be read elsewhere.

    Self-assessment and feedback are given as the words of those who gave them, with their day; who answered is told by
    relation, not by name. Files are named with their SHA-256, so that whoever gets them knows they are these.
    """
    profile, register = version.profile, version.register
    rows = coverage(person, register=register, profile=profile, since=since, until=until)
    return {
        "schema": FORM,
        "person": {"uuid": str(person.uuid), "name": person.full_name},
        "registrations": _registrations(person, until),
        "profile": {
            "uuid": str(version.uuid),
            "register": register.code,
            "title": dict(profile.title),
            "inForceFrom": version.in_force_from.isoformat(),
            "digest": version.digest,
            "madeUp": bool(version.document.get("made_up")),
            "levels": [{"code": code, "title": dict(title)} for code, title in profile.levels.items()],
        },
        "since": since.isoformat() if since else None,
        "until": until.isoformat(),
        "work": _work(person, until),
        "competences": [_competence(row, profile.rank) for row in rows],
    }


def _registrations(person: Person, until: date) -> list[dict[str, str]]:
    rows = Registration.objects.filter(person=person, registered_on__lte=until).select_related("register")
    return [
        {"register": one.register.name, "number": one.number, "since": one.registered_on.isoformat()}
        for one in rows.order_by("registered_on", "id")
    ]


def _work(person: Person, until: date) -> list[dict[str, Any]]:
    """Spans of work in the ledger; each once, whatever registers they count in."""
    rows = LedgerEntry.objects.live().filter(person=person, kind=LedgerEntry.Kind.WORK, during__isnull=False)
    return [
        {
            "from": one.during.lower.isoformat() if one.during.lower else None,
            "before": one.during.upper.isoformat() if one.during.upper else None,
            "as": one.category or one.code,
            "quantity": plain(one.quantity) if one.quantity is not None else None,
            "unit": one.unit,
            "validation": one.validation,
        }
        for one in rows.order_by("effective_on", "id")
        if one.during is not None and (one.during.lower is None or one.during.lower <= until)
    ]


def _competence(row: Covered, rank: Any) -> dict[str, Any]:
    one = row.competence
    return {
        "code": one.code,
        "title": dict(one.title),
        "description": dict(one.description),
        "domain": dict(one.domain),
        "indicators": [dict(indicator.text) for indicator in one.indicators],
        "asked": row.asked,
        "level": row.level,
        "short": max(rank(row.asked) - rank(row.level), 0),
        "bare": row.bare,
        "selfAssessments": [
            {"on": by.assessed_on.isoformat(), "level": said["level"], "words": said["words"]}
            for by, said in row.self_levels
        ],
        "feedback": [
            {
                "on": by.answered_at.date().isoformat() if by.answered_at else None,
                "relation": by.relation,
                "level": said["level"],
                "words": said["words"],
            }
            for by, said in row.feedback
        ],
        "activities": [_activity(each.entry, each.title, each.by) for each in row.activities],
        "claims": [
            {"on": claim.performed_on.isoformat(), "title": claim.title, "state": str(claim.state)}
            for claim in row.claims
        ],
        "evidence": [
            {"fileName": file.file_name, "mediaType": file.media_type, "digest": f"sha256:{file.digest}"}
            for file in row.evidence
        ],
        "goals": [
            {"title": goal.title, "dueOn": goal.due_on.isoformat() if goal.due_on else None, "state": str(goal.state)}
            for goal in row.goals
        ],
    }


def _activity(entry: LedgerEntry, title: str, by: str) -> dict[str, Any]:
    provider: Mapping[str, str] = {"provider": entry.edition.course.provider.name} if entry.edition else {}
    return {
        "entry": str(entry.uuid),
        "on": entry.effective_on.isoformat(),
        "title": title,
        **provider,
        "quantity": plain(entry.quantity) if entry.quantity is not None else None,
        "unit": entry.unit,
        "validation": entry.validation,
        "by": by,
    }
