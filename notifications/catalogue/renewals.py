"""Notices about renewals and requests: who is told of which step. What they say is in `renewals.yaml`."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

_TOLD: Mapping[str, tuple[Audience, ...]] = {
    "renewal.opened": (Audience.PERSON,),
    "renewal.returned": (Audience.PERSON,),
    "renewal.withdrawn": (Audience.OFFICE,),
    "renewal.term-lengthened": (Audience.PERSON,),
    "renewal.lapsed": (Audience.PERSON,),
    "registration-request.asked": (Audience.OFFICE,),
    "registration-request.withdrawn": (Audience.OFFICE,),
}
SAYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    event: {language: (subject, sentence) for language, (subject, sentence) in texts.items()}
    for event, texts in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")).items()
}
NOTICES: tuple[NoticeKind, ...] = tuple(
    about_event(event, to=to, says=SAYS[event]) for event, audiences in _TOLD.items() for to in audiences
)
