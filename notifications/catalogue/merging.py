"""Notices about persons who turn out to be one: who is told of which step. What they say is in `merging.yaml`."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

_TOLD: Mapping[str, tuple[Audience, ...]] = {
    "person-merge.proposed": (Audience.COMMITTEE,),
    "person-merge.done": (Audience.PERSON, Audience.OFFICE),
    "person-merge.undone": (Audience.PERSON, Audience.OFFICE),
    "person-merge.refused": (Audience.OFFICE,),
}
SAYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    event: {language: (subject, sentence) for language, (subject, sentence) in texts.items()}
    for event, texts in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")).items()
}
NOTICES: tuple[NoticeKind, ...] = tuple(
    about_event(event, to=to, says=SAYS[event]) for event, audiences in _TOLD.items() for to in audiences
)
