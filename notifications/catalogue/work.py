"""Notices about records of work, declarations and documents. What they say is in `work.yaml`."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

WORDS = Path(__file__).with_suffix(".yaml")
SAYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    event: {language: (subject, sentence) for language, (subject, sentence) in texts.items()}
    for event, texts in yaml.safe_load(WORDS.read_text(encoding="utf-8")).items()
}
TOLD: Mapping[str, Audience] = {
    "record-statement.asked": Audience.ADDRESSEE,
    "record-statement.given": Audience.PERSON,
    "record-statement.declined": Audience.PERSON,
    "record.ending": Audience.PERSON,
    "record.expired": Audience.PERSON,
}
COURTESIES = frozenset({"record-statement.given", "record.ending"})  # an answer that was hoped for, and a reminder
NOTICES: tuple[NoticeKind, ...] = tuple(
    about_event(event, to=to, says=SAYS[event], statutory=event not in COURTESIES) for event, to in TOLD.items()
)
