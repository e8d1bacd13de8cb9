"""Notices about attendance lists, their senders, and what is booked wrongly. What they say is in `attendance.yaml`."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

WORDS = Path(__file__).with_suffix(".yaml")
SAYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    event: {language: (subject, sentence) for language, (subject, sentence) in texts.items()}
    for event, texts in yaml.safe_load(WORDS.read_text(encoding="utf-8")).items()
}
TOLD: Mapping[str, tuple[Audience, ...]] = {
    "attendance.change-requested": (Audience.OFFICE,),
    "attendance.change-accepted": (Audience.SENDER, Audience.PERSON),
    "attendance.change-refused": (Audience.SENDER,),
    "attendance.parked": (Audience.SENDER,),
    "wrong-attendance.asked": (Audience.PROVIDER,),
    "wrong-attendance.confirmed": (Audience.PERSON,),
    "wrong-attendance.denied": (Audience.PERSON,),
    "wrong-attendance.escalated": (Audience.OFFICE, Audience.PROVIDER),
    "wrong-attendance.disputed": (Audience.OFFICE,),
    "wrong-attendance.granted": (Audience.PERSON, Audience.PROVIDER),
    "wrong-attendance.declined": (Audience.PERSON,),
    "wrong-attendance.reversed": (Audience.PERSON,),
    "connection.activation-requested": (Audience.OFFICE,),
    "connection.activated": (Audience.PROVIDER,),
    "connection.put-in-test": (Audience.PROVIDER,),
}
NOTICES: tuple[NoticeKind, ...] = tuple(
    about_event(event, to=to, says=SAYS[event]) for event, audiences in TOLD.items() for to in audiences
)
