"""The portfolio for recognition of prior learning as a document to read."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from portfolio.services.documents.rendering import render
from portfolio.services.dossiers.printing import day_words
from register.rules.competences.profile import words
from register.rules.wording import UNIT_WORDS, amount_words

Words = tuple[str, str]
RELATIONS: Mapping[str, Words] = {
    "COLLEAGUE": ("collega", "colleague"),
    "MANAGER": ("leidinggevende", "manager"),
    "CLIENT": ("cliënt of klant", "client"),
    "STUDENT": ("student of leerling", "student"),
    "OTHER": ("ander", "other"),
}
VALIDATIONS: Mapping[str, Words] = {
    "PROVIDER_REPORTED": ("gemeld door de aanbieder", "reported by the provider"),
    "SELF_DECLARED": ("eigen opgave", "own statement"),
    "ASSESSED": ("beoordeeld", "assessed"),
    "OFFICE": ("ingevoerd door het registerbureau", "entered by the register office"),
}
HEADS: Mapping[str, tuple[Words, ...]] = {
    "selfAssessments": (("Dag", "Day"), ("Niveau", "Level"), ("Toelichting", "Words")),
    "feedback": (("Dag", "Day"), ("Van", "From"), ("Niveau", "Level"), ("Toelichting", "Words")),
    "activities": (("Dag", "Day"), ("Activiteit", "Activity"), ("Omvang", "Extent"), ("Wie staat ervoor in", "By")),
    "claims": (("Dag", "Day"), ("Activiteit", "Activity")),
    "evidence": (("Bestand", "File"), ("Vingerafdruk (SHA-256)", "Fingerprint (SHA-256)")),
    "goals": (("Doel", "Goal"), ("Uiterlijk", "By")),
}
TITLES: Mapping[str, Words] = {
    "selfAssessments": ("Zelfbeoordeling", "Self-assessment"),
    "feedback": ("Feedback", "Feedback"),
    "activities": ("Activiteiten", "Activities"),
    "claims": ("Activiteiten in behandeling", "Activities under assessment"),
    "evidence": ("Bewijsstukken", "Evidence"),
    "goals": ("Doelen", "Goals"),
}


def print_recognition(portfolio: Mapping[str, Any], *, language: str, now: datetime) -> bytes:
    """A recognition portfolio as a PDF in nl or en."""
    return render("recognition", _Printed(portfolio, language).data(now), language=language, now=now)


class _Printed:
    """The words of one portfolio in one language."""

    def __init__(self, portfolio: Mapping[str, Any], language: str) -> None:
        self.portfolio, self.language = portfolio, language
        self.levels = {level["code"]: words(level["title"], language) for level in portfolio["profile"]["levels"]}

    def data(self, now: datetime) -> dict[str, Any]:
        portfolio, profile = self.portfolio, self.portfolio["profile"]
        until = self.day(portfolio["until"])
        since = self.day(portfolio["since"])
        return {
            "name": portfolio["person"]["name"],
            "profile": words(profile["title"], self.language),
            "register": profile["register"],
            "version": f"{self.day(profile['inForceFrom'])} ({profile['digest'][:18]}…)",
            "madeOn": day_words(now.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)).date(), self.language),
            "period": f"{since} – {until}" if since else self.say(("tot en met ", "until ")) + until,
            "madeUp": profile["madeUp"],
            "registrations": [
                [one["register"], one["number"], self.day(one["since"])] for one in portfolio["registrations"]
            ],
            "work": [
                [self.day(one["from"]), self.day(one["before"]), one["as"], self.amount(one)]
                for one in portfolio["work"]
            ],
            "overview": [self.overview(one) for one in portfolio["competences"]],
            "competences": [self.competence(one) for one in portfolio["competences"]],
        }

    def say(self, pair: Words) -> str:
        return pair[self.language == "en"]

    def day(self, text: str | None) -> str:
        return day_words(date.fromisoformat(text), self.language) if text else ""

    def amount(self, one: Mapping[str, Any]) -> str:
        if one["quantity"] is None:
            return ""
        if one["unit"] not in UNIT_WORDS:
            return f"{one['quantity']} {one['unit']}"
        return amount_words(Decimal(one["quantity"]), one["unit"], self.language)

    def overview(self, one: Mapping[str, Any]) -> list[str]:
        counts = [(len(one[name]), self.say(TITLES[name]).lower()) for name in ("activities", "claims", "evidence")]
        grounds = ", ".join(f"{count} {name}" for count, name in counts if count)
        level = self.levels.get(one["level"], "–")
        return [words(one["title"], self.language), self.levels[one["asked"]], level, grounds or "–"]

    def competence(self, one: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "title": words(one["title"], self.language),
            "description": words(one["description"], self.language),
            "indicators": [words(text, self.language) for text in one["indicators"]],
            "asked": self.levels[one["asked"]],
            "bare": one["bare"],
            "sheets": list(self.sheets(one)),
        }

    def sheets(self, one: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for name, heads in HEADS.items():
            if rows := [self.row(name, row) for row in one[name]]:
                yield {"title": self.say(TITLES[name]), "heads": [self.say(head) for head in heads], "rows": rows}

    def row(self, name: str, row: Mapping[str, Any]) -> list[str]:
        level = self.levels.get(row.get("level", ""), "")
        match name:
            case "selfAssessments":
                return [self.day(row["on"]), level, row["words"]]
            case "feedback":
                return [self.day(row["on"]), self.say(RELATIONS[row["relation"]]), level, row["words"]]
            case "activities":
                title = f"{row['title']} ({row['provider']})" if row.get("provider") else row["title"]
                return [self.day(row["on"]), title, self.amount(row), self.say(VALIDATIONS[row["validation"]])]
            case "claims":
                return [self.day(row["on"]), row["title"]]
            case "evidence":
                return [row["fileName"], row["digest"].removeprefix("sha256:")]
            case _:
                return [row["title"], self.day(row["dueOn"])]
