"""Notices about a dossier as a whole. What they say is in `dossiers.yaml`."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

WORDS = Path(__file__).with_suffix(".yaml")
SAYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    event: {language: (subject, sentence) for language, (subject, sentence) in texts.items()}
    for event, texts in yaml.safe_load(WORDS.read_text(encoding="utf-8")).items()
}
_TOLD: tuple[tuple[str, Audience], ...] = (
    ("dossier-export.ready", Audience.PERSON),
    ("dossier-import.received", Audience.OFFICE),
    ("dossier-import.done", Audience.PERSON),
    ("dossier-import.refused", Audience.PERSON),
    ("erasure.asked", Audience.PERSON),
    ("erasure.asked", Audience.OFFICE),
    ("erasure.agreed", Audience.PERSON),
    ("erasure.withdrawn", Audience.PERSON),
    ("erasure.done", Audience.PERSON),
)
COURTESIES = frozenset({"dossier-export.ready", "dossier-import.done"})  # what the reader asked for is there
NOTICES: tuple[NoticeKind, ...] = tuple(
    about_event(event, to=to, says=SAYS[event], statutory=event not in COURTESIES) for event, to in _TOLD
)
