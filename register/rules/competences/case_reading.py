"""A competence profile from a CFPackage of CASE 1.0 or 1.1, by whomever it was made.

Items of a type that says so are competences, what stands under them indicators, and what stands over them domains;
where no item says its type, what stands at the top is a competence. Levels are those of the first rubric that has any.
Where the package was written here, its extensions give back what CASE has no place for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from register.rules.competences.case_writing import EXTENSION, OWN
from register.rules.problems import Problem, RegulationInvalid

COMPETENCE_TYPES = {"competence", "competency", "competentie", "skill", "kerncompetentie"}
TWO_LEVELS = (
    {"code": "starting", "title": {"nl": "Startbekwaam", "en": "Starting"}},
    {"code": "proficient", "title": {"nl": "Vakbekwaam", "en": "Proficient"}},
)
"""For a package without a rubric: a profession tells at least those who start from those who are proficient."""
LANGUAGES = ("nl", "en")
MOST_ITEMS = 10_000
Node = Mapping[str, Any]


def read_case(package: Any) -> dict[str, Any]:
    """The document that a package says; whether it is sound is judged after that. RegulationInvalid if it is none."""
    problems = list(_strange(package))
    if problems:
        raise RegulationInvalid(problems)
    return _Reader(package).document()


def _strange(package: Any) -> Iterator[Problem]:
    if not isinstance(package, Mapping) or not isinstance(package.get("CFDocument"), Mapping):
        yield _problem(
            "CFDocument", "not-case", "Dit is geen CFPackage: CFDocument ontbreekt.", "No CFPackage: no CFDocument."
        )
        return
    for name, needed in (("CFItems", ("identifier", "fullStatement")), ("CFAssociations", ("associationType",))):
        rows = package.get(name) or []
        if not isinstance(rows, list) or len(rows) > MOST_ITEMS:
            yield _problem(
                name, "wrong-type", f"Een lijst van hoogstens {MOST_ITEMS}.", f"A list of at most {MOST_ITEMS}."
            )
            continue
        for n, row in enumerate(rows):
            if not isinstance(row, Mapping) or any(not isinstance(row.get(key), str) for key in needed):
                keys = ", ".join(needed)
                yield _problem(f"{name}[{n}]", "missing-key", f"Nodig: {keys}.", f"Needed: {keys}.")


class _Reader:
    """Reads one package."""

    def __init__(self, package: Node) -> None:
        self.head: Node = package["CFDocument"]
        self.items: dict[str, Node] = {item["identifier"]: item for item in package.get("CFItems") or []}
        self.rubrics = _rows(package, "CFRubrics")
        self.language = self._language(self.head.get("language"), "en")
        self.parent: dict[str, str] = {}
        self.place: dict[str, int] = {}
        for order, link in enumerate(package.get("CFAssociations") or []):
            child, above = _end(link, "originNodeURI"), _end(link, "destinationNodeURI")
            if link["associationType"] == "isChildOf" and child in self.items:
                number = link.get("sequenceNumber")
                self.place[child] = number if isinstance(number, int) else order
                if above in self.items and above != child:
                    self.parent[child] = above
        typed = [key for key, item in self.items.items() if _type(item) in COMPETENCE_TYPES]
        top = [key for key in self.items if key not in self.parent]
        self.competences = {key for key in (typed or top) if not typed or not self._over(key, set(typed))}

    def document(self) -> dict[str, Any]:
        own = _own(self.head)
        title = own.get("title") or {self.language: str(self.head.get("title") or "")}
        kept = {name: own[name] for name in OWN if name in own and name != "title"}
        source = str(self.head.get("notes") or self.head.get("officialSourceURL") or "")[:500]
        ordered = sorted(self.competences, key=self._way)
        return {
            "title": title,
            **({"source": source} if source else {}),
            **kept,
            "levels": self._levels(),
            "competences": [self._competence(self.items[key]) for key in ordered],
        }

    def _levels(self) -> list[dict[str, Any]]:
        for rubric in self.rubrics:
            for criterion in _rows(rubric, "CFRubricCriteria"):
                rows = sorted(_rows(criterion, "CFRubricCriterionLevels"), key=_position)
                if len(rows) > 1:
                    return [dict(_own(row)) or self._level(row, n) for n, row in enumerate(rows, start=1)]
        return [dict(level) for level in TWO_LEVELS]

    def _level(self, row: Node, number: int) -> dict[str, Any]:
        quality = str(row.get("quality") or f"Level {number}")
        return {"code": _code(quality) or f"level-{number}", "title": {self.language: quality}}

    def _competence(self, item: Node) -> dict[str, Any]:
        own, language = _own(item), self._language(item.get("language"), self.language)
        short = str(item.get("alternativeLabel") or item.get("abbreviatedStatement") or "")
        title = own.get("title") or {language: (short or item["fullStatement"])[:2000]}
        whole = {language: item["fullStatement"][:2000]} if short else {}
        description = own.get("description", {}) if own else whole if whole != title else {}
        domain = own.get("domain", {}) if own else self._domain(item)
        indicators = [self._indicator(self.items[key]) for key in self._under(item["identifier"])]
        return {
            "code": _code_of(item),
            "title": title,
            **({"description": description} if description else {}),
            **({"domain": domain} if domain else {}),
            **{name: own[name] for name in ("asked", "for") if name in own},
            **({"indicators": indicators} if indicators else {}),
        }

    def _indicator(self, item: Node) -> dict[str, Any]:
        own, language = _own(item), self._language(item.get("language"), self.language)
        text = own.get("text") or {language: item["fullStatement"][:2000]}
        return {"code": _code_of(item), "text": text} | ({"level": own["level"]} if "level" in own else {})

    def _domain(self, item: Node) -> dict[str, str]:
        above = self.items.get(self.parent.get(item["identifier"], ""))
        return {self._language(above.get("language"), self.language): above["fullStatement"][:2000]} if above else {}

    def _under(self, key: str) -> list[str]:
        """Everything below an item, each branch in its order."""
        children = sorted((one for one, above in self.parent.items() if above == key), key=lambda one: self.place[one])
        return [each for child in children if child not in self.competences for each in (child, *self._under(child))]

    def _way(self, key: str) -> list[int]:
        """The places from the top down to an item."""
        way, seen = [self.place.get(key, 0)], {key}
        while (key := self.parent.get(key, "")) and key not in seen:
            way.insert(0, self.place.get(key, 0))
            seen.add(key)
        return way

    def _over(self, key: str, wanted: set[str]) -> bool:
        """Whether one of these stands over an item."""
        seen = {key}
        while (above := self.parent.get(key)) and above not in seen:
            if above in wanted:
                return True
            seen.add(above)
            key = above
        return False

    @staticmethod
    def _language(named: Any, otherwise: str) -> str:
        short = str(named or "")[:2].lower()
        return short if short in LANGUAGES else otherwise


def _rows(node: Node, name: str) -> list[Node]:
    rows = node.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _position(row: Node) -> int:
    position = row.get("position")
    return position if isinstance(position, int) else 0


def _end(link: Node, name: str) -> str:
    end = link.get(name)
    return str(end.get("identifier") or "") if isinstance(end, Mapping) else ""


def _type(item: Node) -> str:
    return str(item.get("CFItemType") or "").strip().lower()


def _own(node: Node) -> Node:
    extensions = node.get("extensions")
    own = extensions.get(EXTENSION) if isinstance(extensions, Mapping) else None
    return own if isinstance(own, Mapping) else {}


def _code_of(item: Node) -> str:
    return _code(str(item.get("humanCodingScheme") or "")) or item["identifier"]


def _code(text: str) -> str:
    """A text as a code: what a code cannot hold becomes a hyphen."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text.strip())[:60].strip("-._")


def _problem(path: str, code: str, nl: str, en: str) -> Problem:
    return Problem(0, path, code, nl, en)
