"""A competence profile as a CFPackage of CASE (Competencies and Academic Standards Exchange), 1.0 or 1.1.

The profile is the document, competences and indicators are items of those types, an indicator is child of its
competence and a competence of its domain, and the levels are those of a rubric with a criterion for each competence.
What CASE has no place for, the other language and the levels asked, goes in `extensions`, which only 1.1 has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from register.rules.competences.profile import Competence, Profile, Text, words

EXTENSION = "leerregister"
VERSIONS = ("1.0", "1.1")
OWN = ("title", "specialisations", "asked", "made_up")
"""Keys of a profile that CASE has no place for in a document."""
SHORT = 60
"""So many characters CASE allows an abbreviated statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a package says beside the words of the profile. `changed` is a moment as ISO text, `address` a URI."""

    uuid: UUID
    publisher: str
    version: str
    status: str
    from_day: str
    changed: str
    address: str


def case_package(
    document: Mapping[str, Any], *, edition: Edition, language: str, version: str = "1.1"
) -> dict[str, Any]:
    """The package of a sound document in one language. The same document gives the same identifiers each time."""
    package = _Writer(Profile.from_document(document), document, edition, language).package()
    return package if version == "1.1" else _without_extensions(package)


def _without_extensions(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: _without_extensions(value) for key, value in node.items() if key not in ("extensions", "caseVersion")
        }
    return [_without_extensions(one) for one in node] if isinstance(node, list) else node


@dataclass(frozen=True, slots=True)
class _Writer:
    profile: Profile
    document: Mapping[str, Any]
    edition: Edition
    language: str

    def package(self) -> dict[str, Any]:
        domains = list(dict.fromkeys(filter(None, (self.say(one.domain) for one in self.profile.competences.values()))))
        return {
            "CFDocument": self.head(),
            "CFItems": [
                *(self.item("domain", title, title, "Domain", {}) for title in domains),
                *(item for one in self.profile.competences.values() for item in self.items(one)),
            ],
            "CFAssociations": list(self.associations(domains)),
            "CFDefinitions": {
                "CFConcepts": [
                    self.named("concept", code) | {"title": self.say(title), "keywords": code, "hierarchyCode": str(n)}
                    for n, (code, title) in enumerate(self.profile.specialisations.items(), start=1)
                ],
                "CFItemTypes": [
                    self.named("item-type", name) | {"title": name, "description": name, "hierarchyCode": str(n)}
                    for n, name in enumerate(("Domain", "Competence", "Indicator"), start=1)
                ],
            },
            "CFRubrics": [self.rubric()],
        }

    def say(self, text: Text) -> str:
        return words(text, self.language)

    def named(self, *parts: str) -> dict[str, Any]:
        identifier = str(uuid5(self.edition.uuid, "/".join(parts)))
        return {
            "identifier": identifier,
            "uri": f"{self.edition.address}#{identifier}",
            "lastChangeDateTime": self.edition.changed,
        }

    def link(self, title: str, *parts: str) -> dict[str, str]:
        named = self.named(*parts)
        return {"title": title, "identifier": named["identifier"], "uri": named["uri"]}

    def head(self) -> dict[str, Any]:
        edition = self.edition
        own = {name: self.document[name] for name in OWN if name in self.document}
        return {
            "identifier": str(edition.uuid),
            "uri": edition.address,
            "creator": edition.publisher,
            "publisher": edition.publisher,
            "title": self.say(self.profile.title),
            "lastChangeDateTime": edition.changed,
            "language": self.language,
            "version": edition.version,
            "adoptionStatus": edition.status,
            "statusStartDate": edition.from_day,
            "caseVersion": "1.1",
            "extensions": {EXTENSION: own},
        } | ({"notes": self.document["source"]} if self.document.get("source") else {})

    def items(self, one: Competence) -> Iterator[dict[str, Any]]:
        given = next(each for each in self.document["competences"] if each["code"] == one.code)
        own = {name: given[name] for name in ("title", "description", "domain", "asked", "for") if name in given}
        statement = self.say(one.description) or self.say(one.title)
        item = self.item("competence", one.code, statement, "Competence", own) | {"humanCodingScheme": one.code}
        title = self.say(one.title)
        item |= {"abbreviatedStatement": title} if len(title) <= SHORT else {"alternativeLabel": title}
        yield item | ({"conceptKeywords": sorted(one.specialisations)} if one.specialisations else {})
        for indicator in one.indicators:
            own = {"text": dict(indicator.text)} | ({"level": indicator.level} if indicator.level else {})
            item = self.item("indicator", indicator.code, self.say(indicator.text), "Indicator", own)
            yield item | {"humanCodingScheme": indicator.code}

    def item(self, kind: str, code: str, statement: str, type_: str, own: Mapping[str, Any]) -> dict[str, Any]:
        return self.named(kind, code) | {
            "fullStatement": statement,
            "CFItemType": type_,
            "CFItemTypeURI": self.link(type_, "item-type", type_),
            "language": self.language,
            **({"extensions": {EXTENSION: dict(own)}} if own else {}),
        }

    def document_link(self) -> dict[str, str]:
        title = self.say(self.profile.title)
        return {"title": title, "identifier": str(self.edition.uuid), "uri": self.edition.address}

    def associations(self, domains: list[str]) -> Iterator[dict[str, Any]]:
        top = self.document_link()
        placed = list(enumerate(self.profile.competences.values(), start=1))
        for domain in domains:  # a domain stands where its first competence does
            first = next(n for n, one in placed if self.say(one.domain) == domain)
            yield self.child(self.link(domain, "domain", domain), top, first)
        for n, one in placed:
            mine = self.link(self.say(one.title), "competence", one.code)
            domain = self.say(one.domain)
            yield self.child(mine, self.link(domain, "domain", domain) if domain else top, n)
            for m, indicator in enumerate(one.indicators, start=1):
                yield self.child(self.link(self.say(indicator.text), "indicator", indicator.code), mine, m)

    def child(self, origin: Mapping[str, str], of: Mapping[str, str], number: int) -> dict[str, Any]:
        return self.named("child", origin["identifier"], of["identifier"]) | {
            "associationType": "isChildOf",
            "sequenceNumber": number,
            "originNodeURI": dict(origin),
            "destinationNodeURI": dict(of),
        }

    def rubric(self) -> dict[str, Any]:
        rubric = self.named("rubric")
        return rubric | {
            "title": self.say(self.profile.title),
            "CFRubricCriteria": [
                self.criterion(rubric["identifier"], one, n)
                for n, one in enumerate(self.profile.competences.values(), start=1)
            ],
        }

    def criterion(self, rubric: str, one: Competence, position: int) -> dict[str, Any]:
        criterion = self.named("criterion", one.code)
        return criterion | {
            "category": self.say(one.domain) or self.say(self.profile.title),
            "description": self.say(one.title),
            "CFItemURI": self.link(self.say(one.title), "competence", one.code),
            "position": position,
            "rubricId": rubric,
            "CFRubricCriterionLevels": [
                self.level(criterion["identifier"], one, level, n)
                for n, level in enumerate(self.document["levels"], start=1)
            ],
        }

    def level(self, criterion: str, one: Competence, level: Mapping[str, Any], position: int) -> dict[str, Any]:
        indicators = [self.say(each.text) for each in one.indicators if each.level == level["code"]]
        return self.named("level", one.code, level["code"]) | {
            "quality": self.say(level["title"]),
            "description": " ".join(indicators) or self.say(level.get("description", {})) or self.say(level["title"]),
            "score": position,
            "position": position,
            "rubricCriterionId": criterion,
            "extensions": {EXTENSION: dict(level)},
        }
