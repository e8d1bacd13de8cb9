"""What a certificate says, in the language of the person: its name, what was achieved, and on what ground."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portfolio.models import Credential, LedgerEntry
from register.rules.wording import UNIT_WORDS, amount_words

Facts = dict[str, Any]
VOUCHED_BY = {
    LedgerEntry.Validation.PROVIDER_REPORTED: (
        "De aanbieder heeft de deelname gemeld",
        "The provider reported attendance",
    ),
    LedgerEntry.Validation.ASSESSED: (
        "Het register heeft de activiteit beoordeeld",
        "The register assessed the activity",
    ),
    LedgerEntry.Validation.OFFICE: (
        "Het register heeft de activiteit vastgelegd",
        "The register recorded the activity",
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The name of an achievement, what it is, and what it takes."""

    name: str
    description: str
    criteria: str


def words_of(kind: str, facts: Facts, language: str) -> Words:
    """The words for the facts of a credential of this kind; Dutch unless the language is `en`."""
    dutch = language != "en"
    register = facts["registerName"]
    if kind == Credential.Kind.REGISTRATION:
        since = _day(facts["registeredOn"], dutch)
        if dutch:
            return Words(
                f"Inschrijving {register}",
                f"Ingeschreven in {register} sinds {since}.",
                f"Voldoet aan de eisen voor inschrijving in {register}.",
            )
        return Words(
            f"Registration in {register}",
            f"Registered in {register} since {since}.",
            f"Meets the requirements for registration in {register}.",
        )
    if kind == Credential.Kind.CYCLE:
        first, last = _day(facts["startsOn"], dutch), _day(facts["lastDay"], dutch)
        if dutch:
            return Words(
                f"Deskundigheidsbevordering {register}",
                f"Heeft van {first} tot en met {last} aan alle eisen van {register} voldaan.",
                f"Alle eisen van het reglement van {register} over deze registratieperiode.",
            )
        return Words(
            f"Professional development {register}",
            f"Met all requirements of {register} from {first} to {last}.",
            f"All requirements of the regulation of {register} for this registration cycle.",
        )
    return _of_activity(facts, dutch)


def _of_activity(facts: Facts, dutch: bool) -> Words:
    register, title = facts["registerName"], facts["title"]
    first, last = _day(facts["firstDay"], dutch), _day(facts["lastDay"], dutch)
    when = last if first == last else f"{first} {'tot en met' if dutch else 'to'} {last}"
    by = f", {facts['provider']}" if facts["provider"] else ""
    worth = "; ".join(_amount(one, dutch) for one in facts["amounts"])
    name = title or ("Activiteit" if dutch else "Activity")
    if dutch:
        return Words(name, f"{name}{by}, {when}. In {register}: {worth}.", f"{VOUCHED_BY[facts['vouchedBy']][0]}.")
    return Words(name, f"{name}{by}, {when}. In {register}: {worth}.", f"{VOUCHED_BY[facts['vouchedBy']][1]}.")


def _amount(one: dict[str, Any], dutch: bool) -> str:
    language = "nl" if dutch else "en"
    quantity, unit = Decimal(one["quantity"]), one["unit"]
    amount = amount_words(quantity, unit, language) if unit in UNIT_WORDS else f"{one['quantity']} {unit}"
    return f"{amount} ({one['label'].get(language) or one['category']})"


def _day(day: str, dutch: bool) -> str:
    return f"{date.fromisoformat(day):%d-%m-%Y}" if dutch else day
