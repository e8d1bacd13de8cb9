"""Notices of the accreditation desk: who is told of what is read from its table of transitions.

What they say is in `desk.yaml`: a subject and a sentence for each event.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from accreditation.catalogue import OTHER_EVENTS, TRANSITIONS, Party
from notifications.catalogue.kinds import Audience, NoticeKind, about_event

AUDIENCE = {
    Party.PROVIDER: Audience.PROVIDER,
    Party.OFFICE: Audience.OFFICE,
    Party.ASSESSOR: Audience.PERSON,
    Party.CHAIR: Audience.DECIDERS,
}
Says = Mapping[str, tuple[str, str]]
WORDS = Path(__file__).with_suffix(".yaml")
SAYS: Mapping[str, Says] = {
    event: {language: (subject, sentence) for language, (subject, sentence) in texts.items()}
    for event, texts in yaml.safe_load(WORDS.read_text(encoding="utf-8")).items()
}
_BESIDE: Mapping[str, tuple[Audience, ...]] = {
    "provider-sign-up.asked": (Audience.OFFICE,),
    "provider-sign-up.refused": (Audience.ADDRESSEE,),
    "invitation.given": (Audience.ADDRESSEE,),
    "invitation.accepted": (Audience.PROVIDER,),
    "role.ended": (Audience.ADDRESSEE,),
    "group-contact.named": (Audience.ADDRESSEE,),
    "group-contact.ended": (Audience.ADDRESSEE,),
    "mandate.given": (Audience.HOLDER,),
    "mandate.withdrawn": (Audience.HOLDER,),
    "authorisation.asked": (Audience.OFFICE,),
    "provider.authorised": (Audience.PROVIDER,),
    "authorisation.refused": (Audience.PROVIDER,),
    "authorisation.withdrawn": (Audience.PROVIDER,),
    "institution.accredited": (Audience.PROVIDER,),
    "institution.withdrawn": (Audience.PROVIDER,),
    "visit.planned": (Audience.PROVIDER,),
    "visit.cancelled": (Audience.PROVIDER,),
    "visit.reported": (Audience.PROVIDER,),
    "accreditation-policy.proposed": (Audience.ADOPTERS,),
    "accreditation-policy.adopted": (Audience.OFFICE,),
    "trust.raise-proposed": (Audience.OFFICE,),
    "trust.raise-refused": (Audience.OFFICE,),
    "trust.raised": (Audience.PROVIDER,),
    "trust.lowered": (Audience.PROVIDER,),
    "checks.drawn": (Audience.OFFICE,),
    "check.found": (Audience.PROVIDER,),
    "fee.charged": (Audience.PROVIDER,),
    "fee.paid": (Audience.PROVIDER,),
    "fee.exempted": (Audience.PROVIDER,),
    "fee.withdrawn": (Audience.PROVIDER,),
    "fee.made-due-again": (Audience.PROVIDER,),
    "missing-attendance.asked": (Audience.PROVIDER,),
    "missing-attendance.confirmed": (Audience.PERSON,),
    "missing-attendance.denied": (Audience.PERSON,),
    "missing-attendance.escalated": (Audience.OFFICE, Audience.PROVIDER),
    "missing-attendance.disputed": (Audience.OFFICE,),
    "missing-attendance.granted": (Audience.PERSON,),
    "missing-attendance.declined": (Audience.PERSON,),
    "missing-attendance.listed": (Audience.PERSON,),
}


def _told() -> Iterator[tuple[str, Audience]]:
    rows = [(row.event, row.tells) for row in TRANSITIONS.values()] + [(row.event, row.tells) for row in OTHER_EVENTS]
    for event, parties in rows:
        yield from ((event, AUDIENCE[party]) for party in parties)
    for event, audiences in _BESIDE.items():
        yield from ((event, audience) for audience in audiences)


NOTICES: tuple[NoticeKind, ...] = tuple(about_event(event, to=to, says=SAYS[event]) for event, to in _told())
