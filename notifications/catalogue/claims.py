"""Notices about claims and proposals: the professional hears of every step, the assessor of what is in hand.

What the shorter ones say is in `claims.yaml`.
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
TO_ASSESSOR = frozenset({"claim.assigned", "claim.resubmitted", "claim.withdrawn"})
FOR_ASSESSOR_ALONE = frozenset({"claim.assigned"})
# What only says that something arrived, or what the reader did: told, but nobody has to hear it.
COURTESIES = frozenset({"claim.submitted", "claim.resubmitted", "claim.declared", "claim.withdrawn", "claim.replaced"})
STEPS: tuple[tuple[str, Audience], ...] = (
    *((event, Audience.PERSON) for event in SAYS if event not in FOR_ASSESSOR_ALONE),
    *((event, Audience.ASSESSOR) for event in sorted(TO_ASSESSOR)),
)
NOTICES: tuple[NoticeKind, ...] = (
    about_event("claim.granted", to=Audience.PERSON),
    replace(about_event("claim.partly-granted", to=Audience.PERSON), template="claim-granted"),
    about_event("claim.refused", to=Audience.PERSON),
    *(
        replace(about_event(event, to=to, says=SAYS[event], statutory=event not in COURTESIES), template="claim-step")
        for event, to in STEPS
    ),
)
