"""The kinds of notice in plain words."""

from typing import Any

from notifications.catalogue import KINDS
from notifications.catalogue.digests import DIGEST
from notifications.catalogue.names import NAMES, called


def kinds_in_words(language: str) -> list[dict[str, Any]]:
    """Every kind: what it is called, whether it can be switched off, by which channels it goes, what it may name."""
    return [
        {
            "code": kind.code,
            "name": called(kind, language),
            "statutory": kind.statutory,
            "channels": list(kind.channels),
            "names": [
                {
                    "code": name.code,
                    "meaning": name.meaning[language],
                    "sample": name.example[language],
                    "needed": name.needed,
                }
                for name in NAMES[kind.template]
            ],
        }
        for kind in KINDS.values()
        if kind.code != DIGEST
    ]
