"""Receipts of formal messages, to whoever sent one. What they say is in `receipts.yaml`."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from notifications.catalogue.kinds import Audience, NoticeKind, about_event

_TABLE = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
MESSAGES: Mapping[str, Mapping[str, str]] = _TABLE["messages"]
"""By the code of a message: what it is called in each language (`nl`, `en`), and the `path` where it is found."""
NOTICES: tuple[NoticeKind, ...] = (
    about_event(
        "receipt.given",
        to=Audience.ACTOR,
        says={language: (subject, sentence) for language, (subject, sentence) in _TABLE["sentence"].items()},
    ),
)
