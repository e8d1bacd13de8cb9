"""Notices about claims: the professional hears of every step. What the shorter ones say is in `claims.yaml`."""

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
NOTICES: tuple[NoticeKind, ...] = (
    about_event("claim.granted", to=Audience.PERSON),
    replace(about_event("claim.partly-granted", to=Audience.PERSON), template="claim-granted"),
    about_event("claim.refused", to=Audience.PERSON),
    *(
        replace(about_event(event, to=Audience.PERSON, says=says), template="claim-step")
        for event, says in SAYS.items()
    ),
)
