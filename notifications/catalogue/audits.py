"""Notices about the audit of one person: who is told of which step. What they say is in `audits.yaml`."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

_TOLD: Mapping[str, tuple[Audience, ...]] = {
    "audit.asked": (Audience.PERSON,),
    "audit.assigned": (Audience.AUDITOR,),
    "audit.without-auditor": (Audience.OFFICE,),
    "audit.extension-asked": (Audience.OFFICE,),
    "audit.extension-granted": (Audience.PERSON,),
    "audit.extension-refused": (Audience.PERSON,),
    "audit.term-lengthened": (Audience.PERSON,),
    "audit.handed-in": (Audience.AUDITOR,),
    "audit.term-ended": (Audience.PERSON, Audience.AUDITOR),
    "audit.repair-asked": (Audience.PERSON,),
    "audit.concluded": (Audience.OFFICE,),
    "audit.returned": (Audience.AUDITOR,),
    "audit.cancelled": (Audience.PERSON,),
}
SAYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    event: {language: (subject, sentence) for language, (subject, sentence) in texts.items()}
    for event, texts in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")).items()
}
NOTICES: tuple[NoticeKind, ...] = tuple(
    about_event(event, to=to, says=SAYS[event if to is Audience.PERSON or len(audiences) == 1 else f"{event}-{to}"])
    for event, audiences in _TOLD.items()
    for to in audiences
)
