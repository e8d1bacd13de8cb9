"""What a text of an association may name, by template, with an example of each; and what kinds are called.

The table is `names.yaml`. A template that is new gets its line there; a kind with a sentence is called by its subject.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

from notifications.catalogue.kinds import Audience, NoticeKind

_TABLE = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
_LANGUAGES = ("nl", "en")
FOR = MappingProxyType(
    {
        Audience.PROVIDER: ("aan de opleider", "to the provider"),
        Audience.OFFICE: ("aan het registerbureau", "to the register office"),
        Audience.DECIDERS: ("aan wie over accreditatie beslist", "to whoever decides on accreditation"),
        Audience.COMMITTEE: ("aan de commissie", "to the committee"),
        Audience.ADOPTERS: ("aan wie vaststelt", "to whoever adopts"),
        Audience.HOLDER: ("aan wie deelname doorgeeft", "to whoever reports attendance"),
        Audience.SENDER: ("aan de inzender", "to the sender"),
        Audience.OTHER_SIDE: ("aan de ander", "to the other side"),
        Audience.ASSESSOR: ("aan de beoordelaar", "to the assessor"),
    }
)


@dataclass(frozen=True, slots=True)
class Name:
    """Something that a text may name. Texts by language; `example` is what stands there for somebody made up."""

    code: str
    meaning: Mapping[str, str]
    example: Mapping[str, str]
    personal: bool
    needed: bool
    is_list: bool


def _name(code: str) -> Name:
    row = _TABLE["names"][code]
    return Name(
        code=code,
        meaning=dict(zip(_LANGUAGES, row["is"], strict=True)),
        example=dict(zip(_LANGUAGES, row["example"], strict=True)),
        personal=row.get("personal", False),
        needed=row.get("needed", False),
        is_list=row.get("list", False),
    )


NAMES: Mapping[str, tuple[Name, ...]] = MappingProxyType(
    {template: tuple(map(_name, codes)) for template, codes in _TABLE["templates"].items()}
)


def called(kind: NoticeKind, language: str) -> str:
    """What a kind is called in plain words."""
    words: str = kind.says[language][0] if kind.says else _TABLE["called"][kind.code][language == "en"]
    told = FOR.get(kind.audience)
    return f"{words} ({told[language == 'en']})" if told else words
