"""The parts of a page that a reader's software cares for."""

import re
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """What a page is made of: `words` by tag, attributes of links, and whether every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.language, self.headings, self.links, self.source = None, [], [], ""
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: dict[str, str] = {}
        self.metas: dict[str, str] = {}

    @classmethod
    def of(cls, source: str) -> "Page":
        page = cls()
        page.source = source
        page.feed(source)
        page.close()
        return page

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(values)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.language = values["lang"]
        if tag == "meta" and "name" in values:
            self.metas[values["name"]] = values["content"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if tag == "a":
            self.links.append(values["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open:
            self.words[self.open[-1]] = f"{self.words.get(self.open[-1], '')} {data}".strip()

    @property
    def styles(self) -> dict[str, dict[str, dict[str, str]]]:
        """The colours of each selector in the light and in the dark, where those of the light hold unless named."""
        style = self.words["style"]
        light, _, dark = style.partition("@media (prefers-color-scheme: dark)")
        found = _colours(light)
        night = {name: dict(rules) for name, rules in found.items()}
        for name, rules in _colours(dark).items():
            night.setdefault(name, {}).update(rules)
        return {"light": found, "dark": night}


def _colours(style: str) -> dict[str, dict[str, str]]:
    rules = {}
    for selector, body in re.findall(r"([\w:]+)\s*\{([^{}]*)\}", style):
        pairs = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
        rules[selector] = {key.strip(): value.strip() for key, value in pairs.items()}
    return rules


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two colours as #rrggbb."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
