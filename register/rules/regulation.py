"""A regulation that is ready to judge: compiled once from its document, never changed, the same answer every time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from register.rules.claim_forms import ClaimForm, claim_forms_of
from register.rules.document import checked
from register.rules.evaluate import Judgement
from register.rules.facts import Dossier, Period
from register.rules.in_force import InForce
from register.rules.parts import Parts
from register.rules.personal import Tariff
from register.rules.procedure import Procedure, procedure_of
from register.rules.publication import Publication, publication_of
from register.rules.records import RecordRule, record_rules_of
from register.rules.report import standing_of
from register.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Reminder:
    """So long before a deadline of this kind (`6 months`), the person hears about it."""

    deadline: str
    before: str


@dataclass(frozen=True, slots=True)
class Regulation:
    """One version of the rules of one register."""

    document: Mapping[str, Any]
    digest: str
    parts: Parts

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Regulation:
        """Compile a document as `load_document` gives it, or as it was stored as JSON.

        Raises RegulationInvalid with every problem in it.
        """
        own, parts = checked(deepcopy(dict(document)))
        return cls(own, digest_of(own), parts)

    @property
    def register(self) -> str:
        return str(self.document["register"])

    @property
    def title(self) -> Mapping[str, str]:
        """The name of the regulation in Dutch and English."""
        title: Mapping[str, str] = self.document["title"]
        return title

    @property
    def unit(self) -> str:
        return str(self.document["unit"])

    @property
    def categories(self) -> Mapping[str, Any]:
        """The tree of categories: code to `nl`, `en` and, for a branch, `includes`."""
        categories: Mapping[str, Any] = self.document.get("categories") or {}
        return categories

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        return tuple(Reminder(one["deadline"], one["before"]) for one in self.document.get("reminders", ()))

    @property
    def claim_forms(self) -> Mapping[str, ClaimForm]:
        """What professionals may enter themselves: code to form. Without any, every category may be claimed."""
        return claim_forms_of(self.document)

    @property
    def procedure(self) -> Procedure:
        """How decisions are taken under these rules."""
        return procedure_of(self.document)

    @property
    def publication(self) -> Publication | None:
        """What these rules make public; None when that is nothing."""
        return publication_of(self.document)

    @property
    def record_rules(self) -> Mapping[str, RecordRule]:
        """Which work, declarations, documents, sessions and visits count: code to rule. Without any, none does."""
        return record_rules_of(self.document)

    def first_cycle(self, registered_on: date, attributes: Mapping[str, object] | None = None) -> Period:
        """The cycle in which a person who registers on this day begins."""
        return self.parts.cycle.first_cycle(registered_on, attributes)

    def next_cycle(
        self,
        period: Period,
        *,
        registered_on: date | None = None,
        attributes: Mapping[str, object] | None = None,
    ) -> Period:
        """The cycle directly after this one."""
        return self.parts.cycle.next_cycle(period, registered_on=registered_on, attributes=attributes)

    def holds_for(self, dossier: Dossier, *, as_of: date) -> bool:
        """Whether this version, by its own key, is the one that judges the dossier."""
        registered_on = dossier.person.registered_on
        return self.parts.in_force.holds_for(cycle=dossier.cycle, registered_on=registered_on, as_of=as_of)

    def after(self, earlier: Sequence[Regulation]) -> Regulation:
        """This version with those before it at hand, when it judges `by: activity`.

        Facts dated before it began are then refused and valued as the version of their day says; without the earlier
        versions they are judged as if this one had always held.
        """
        if self.parts.in_force.by != "activity":
            return self
        older: list[tuple[InForce, Tariff]] = []
        ends = self.parts.in_force.start
        for one in sorted(earlier, key=lambda one: one.parts.in_force.start, reverse=True):
            held = one.parts.in_force
            if held.start < ends:
                # A version without an end of its own held until the next one began.
                older.append((replace(held, end=min(held.end or ends, ends)), one.parts.tariff))
                ends = held.start
        return replace(self, parts=replace(self.parts, tariff=replace(self.parts.tariff, earlier=tuple(older))))

    def evaluate(self, dossier: Dossier, *, as_of: date) -> Standing:
        """Judge a dossier as it was known on a day. The order in which the facts are given does not matter."""
        judgement = Judgement(self.parts, dossier, as_of=as_of)
        return standing_of(judgement, register=self.register, digest=self.digest, unit=self.unit)


def digest_of(document: Mapping[str, Any]) -> str:
    """The fingerprint of a document: sha256 over its canonical JSON."""
    return "sha256:" + hashlib.sha256(canonical_json(document).encode("utf-8")).hexdigest()


def canonical_json(value: Any) -> str:
    """JSON with sorted keys, no spaces, and exact numbers without exponent or trailing zeros."""
    if isinstance(value, Mapping):
        items = sorted((str(key), item) for key, item in value.items())
        return "{" + ",".join(f"{canonical_json(key)}:{canonical_json(item)}" for key, item in items) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(canonical_json(item) for item in value) + "]"
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return json.dumps(value, ensure_ascii=False)
