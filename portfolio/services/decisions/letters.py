"""The documents of decisions as letters: PDF/UA of the JSON in the chain, the same bytes whenever it is asked."""

from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from portfolio.catalogue.decisions import QUESTION_WORDS
from portfolio.models import DecisionDocument
from portfolio.services.documents.rendering import render
from portfolio.services.dossiers.printing import day_words
from register.rules.phrase_words import LENGTHS
from register.rules.procedure_sentences import NAMES
from register.rules.wording import amount_words

RESULTS = NAMES | {
    "granted": ("toegekend", "granted"),
    "imposed": ("opgelegd", "imposed"),
    "lifted": ("opgeheven", "lifted"),
    "verified": ("alles is aangetoond", "everything was shown"),
    "corrected": ("een deel telt niet meer mee", "part of it does not count any more"),
    "short": ("er is niet genoeg aangetoond", "not enough was shown"),
}
TITLES = {
    "INTENDED": ("Voorgenomen besluit", "Intended decision"),
    "DECIDED": ("Besluit", "Decision"),
    "RECONSIDERED": ("Beslissing op bezwaar", "Decision on objection"),
}
OUTCOMES = {
    "UPHELD": ("Uw bezwaar is gegrond.", "Your objection is well-founded."),
    "REJECTED": ("Uw bezwaar is ongegrond.", "Your objection is unfounded."),
    "INADMISSIBLE": ("Uw bezwaar is niet-ontvankelijk.", "Your objection is inadmissible."),
}
AFTERWARDS = (
    "Tegen deze beslissing staat binnen het register geen bezwaar meer open.",
    "Within the register no objection is open against this decision.",
)
STATUSES = {
    "CANDIDATE": ("aspirant", "candidate"),
    "REGISTERED": ("geregistreerd", "registered"),
    "CONDITIONAL": ("geregistreerd onder voorwaarden", "registered under conditions"),
    "IN_GRACE": ("in de uitlooptermijn", "in grace"),
    "SUSPENDED": ("geschorst", "suspended"),
    "LAPSED": ("vervallen", "lapsed"),
    "STRUCK_OFF": ("doorgehaald", "struck off"),
    "LEFT": ("uitgeschreven", "deregistered"),
    "DECEASED": ("overleden", "deceased"),
    "HELD": ("toegekend", "held"),
    "ENDED": ("beëindigd", "ended"),
}


def letter(document: DecisionDocument, *, language: str) -> bytes:
    """The letter of one document, as PDF. What it says stands in the document; nothing is looked up."""
    return render("decision", _said(document, language), language=language, now=document.issued_at)


def _said(document: DecisionDocument, language: str) -> dict[str, Any]:
    body, english = document.body, language == "en"
    decision = body["decision"]
    standing = decision["standing"] or {}
    authority = body["procedure"]["authority"]
    return {
        "title": TITLES[document.kind][english],
        "register": body["register"]["name"],
        "number": document.number,
        "digest": document.digest,
        "person": decision["person"],
        "question": _capital(QUESTION_WORDS[decision["question"]][english]),
        "issuedOn": day_words(document.issued_at.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)).date(), language),
        "effectiveOn": _day(decision["effectiveOn"], language),
        "effectWaits": decision["effectWaits"],
        "result": _result(decision, language),
        "reasons": decision["reasons"],
        "articles": decision["articles"],
        "hardship": decision["hardship"],
        "requirements": _requirements(standing, language),
        "standingOn": _day(standing.get("asOf", ""), language),
        "regulationFrom": _day(decision["regulation"]["inForceFrom"], language),
        "view": decision["view"],
        "noViewBecause": decision["noViewBecause"],
        "objection": _objection(body.get("objection"), english),
        "remedy": _remedy(document, language),
        "authority": authority[language] if authority else "",
        "decidedBy": decision["decidedBy"] or "",
    }


def _day(text: str, language: str) -> str:
    return day_words(date.fromisoformat(text), language) if text else ""


def _result(decision: dict[str, Any], language: str) -> str:
    english = language == "en"
    said = str(RESULTS.get(decision["result"], (decision["result"],) * 2)[english])
    text = f"{_capital(said)}."
    for one in decision["effect"].get("statuses", ()):
        day = _day(one.get("startsOn") or decision["effectiveOn"], language)
        mark = one.get("axis", "").partition(":")[2]
        said = f"{mark} {STATUSES[one['value']][english]}".strip()
        text += f" From {day}: {said}." if english else f" Vanaf {day}: {said}."
    if back := decision["effect"].get("reEntry"):
        day = _day(back["registeredOn"], language)
        text += f" Registered again from {day}." if english else f" Vanaf {day} opnieuw in het register."
    if repair := _day(decision["effect"].get("repairBy", ""), language):
        text += (
            f" What is missing must be there on {repair} at the latest."
            if english
            else f" Wat ontbreekt, moet er uiterlijk op {repair} zijn."
        )
    return text


def _requirements(standing: dict[str, Any], language: str) -> list[list[str]]:
    rows = [one for one in standing.get("requirements", ()) if not one["advisory"]]
    return [
        [
            one["label"][language],
            one["article"],
            *(amount_words(Decimal(one[name]), one["unit"], language) for name in ("required", "counted", "short")),
        ]
        for one in rows
    ]


def _objection(objection: dict[str, Any] | None, english: bool) -> str | None:
    return f"{OUTCOMES[objection['outcome']][english]} {objection['reasons']}" if objection else None


def _remedy(document: DecisionDocument, language: str) -> str:
    english = language == "en"
    decision, procedure = document.body["decision"], document.body["procedure"]
    if document.kind == DecisionDocument.Kind.INTENDED:
        until = _day(decision["viewUntil"], language)
        if english:
            return f"You may say what you think of this until {until}. The decision is taken after that, by others."
        return f"U kunt tot en met {until} zeggen wat u hiervan vindt. Daarna beslissen anderen."
    if document.kind == DecisionDocument.Kind.RECONSIDERED:
        return AFTERWARDS[english]
    within = procedure["objectionWithin"] if english else _in_dutch(procedure["objectionWithin"])
    if english:
        return (
            f"You may object within {within}, counted from the day after this decision was made known to you. Others "
            "than those who prepared and took it will reconsider it. Object in the register's system or by letter."
        )
    return (
        f"U kunt binnen {within} bezwaar maken, gerekend vanaf de dag nadat dit besluit aan u bekend is gemaakt. "
        "Anderen dan wie het voorbereidden en namen, kijken er opnieuw naar. U maakt bezwaar in het systeem van het "
        "register of per brief."
    )


def _in_dutch(length: str) -> str:
    number, _, word = length.partition(" ")
    return f"{number} {LENGTHS[word.removesuffix('s')][0 if number == '1' else 1]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
