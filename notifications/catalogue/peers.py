"""Notices about peer groups, their sessions, and visits. What they say is in `peers.yaml`."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

WORDS = Path(__file__).with_suffix(".yaml")
SAYS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    event: {language: (subject, sentence) for language, (subject, sentence) in texts.items()}
    for event, texts in yaml.safe_load(WORDS.read_text(encoding="utf-8")).items()
}
# What colleagues do among themselves; only what a member is to check, or was asked by somebody, has to be heard.
HEARD = frozenset({"peer-membership.invited", "peer-session.recorded", "peer-session.withdrawn", "peer-visit.reported"})
NOTICES: tuple[NoticeKind, ...] = tuple(
    about_event(event, to=Audience.PERSON, says=says, statutory=event in HEARD) for event, says in SAYS.items()
)
