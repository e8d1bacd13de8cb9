"""Notices about competences: profiles, feedback and schemes. What they say is in `competence.yaml`."""

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
    "competence-profile.proposed": Audience.ADOPTERS,
    "competence-profile.adopted": Audience.OFFICE,
    "feedback.answered": Audience.PERSON,
}
NOTICES: tuple[NoticeKind, ...] = (
    about_event("feedback.invited", to=Audience.ADDRESSEE),
    *(about_event(event, to=to, says=SAYS[event], statutory=False) for event, to in TOLD.items()),
)
