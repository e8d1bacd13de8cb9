"""Notices about conversations and personal duties. What they say is in `reflection.yaml`.

A conversation is between two: each event names the one of them who hears of it, with the key when that one has no
account there.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

WORDS = Path(__file__).with_suffix(".yaml")
SAYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    event: {language: (subject, sentence) for language, (subject, sentence) in texts.items()}
    for event, texts in yaml.safe_load(WORDS.read_text(encoding="utf-8")).items()
}
DUTIES: Mapping[str, tuple[Audience, ...]] = {
    "duty.laid": (Audience.PERSON,),
    "duty.reported": (Audience.OTHER_SIDE,),
    "duty.fulfilled": (Audience.PERSON,),
    "duty.returned": (Audience.PERSON,),
    "duty.lifted": (Audience.PERSON,),
    "duty.due-soon": (Audience.PERSON,),
    "duty.overdue": (Audience.PERSON, Audience.OTHER_SIDE),
}
COURTESIES = frozenset({"duty.due-soon", "duty.fulfilled"})  # a reminder, and what the reader did
NOTICES: tuple[NoticeKind, ...] = (
    *(
        replace(about_event(event, to=Audience.ONE_OF_TWO, statutory=False, says=says), template="conversation")
        for event, says in SAYS.items()
        if event.startswith("conversation.")
    ),
    *(
        about_event(event, to=to, says=SAYS[event], statutory=event not in COURTESIES)
        for event, told in DUTIES.items()
        for to in told
    ),
)
