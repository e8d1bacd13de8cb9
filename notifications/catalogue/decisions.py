"""Notices about decisions with legal effect: who is told of which step. What they say is in `decisions.yaml`."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

_TOLD: Mapping[str, tuple[Audience, ...]] = {
    "decision.prepared": (Audience.COMMITTEE,),
    "decision.intended": (Audience.PERSON,),
    "decision.view-given": (Audience.OFFICE,),
    "decision.taken": (Audience.PERSON, Audience.OFFICE),
    "decision.taken-by-rule": (Audience.PERSON,),
    "decision.repair-missed": (Audience.OFFICE,),
    "register.decided-by-rule": (Audience.OFFICE,),
    "decision.dropped": (Audience.OFFICE,),
    "decision.term-lengthened": (Audience.PERSON,),
    "decision.objected": (Audience.OFFICE,),
    "decision.objection-withdrawn": (Audience.OFFICE,),
    "decision.hearing-noted": (Audience.PERSON,),
    "decision.upheld": (Audience.PERSON,),
}
SAYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    event: {language: (subject, sentence) for language, (subject, sentence) in texts.items()}
    for event, texts in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")).items()
}
NOTICES: tuple[NoticeKind, ...] = tuple(
    about_event(event, to=to, says=SAYS[event]) for event, audiences in _TOLD.items() for to in audiences
)
