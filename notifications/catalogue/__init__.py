"""What is sent to whom: one row per kind of notice.

A kind is about a deadline of a cycle, or about an event of the trail. A statutory notice is sent whatever the
standing; another one isn't sent when there is nothing to say.

| kind | audience | about | statutory |
| --- | --- | --- | --- |
| `cycle-reminder` | the registered person | the deadline `earn`: last day of the cycle | no |
| `evaluation-invited` | the participant | the event `evaluation.invited` | no |
| those of `notifications.catalogue.desk` | as the table of the accreditation desk says | its events | yes |
| those of `notifications.catalogue.attendance` | as its table says | lists, late changes, connections | yes |
| those of `notifications.catalogue.claims` | the professional | every step of a claim | yes |
| those of `notifications.catalogue.reflection` | as its table says | conversations, personal duties | duties |
| those of `notifications.catalogue.peers` | the colleague it concerns | peer groups, sessions, visits | yes |
| those of `notifications.catalogue.credentials` | the professional | a certificate was revoked | yes |
| those of `notifications.catalogue.work` | the professional, or whoever is asked | records and statements | yes |
| those of `notifications.catalogue.competence` | as its table says | profiles, feedback, schemes | yes |
| those of `notifications.catalogue.dossiers` | as its table says | exports, imports and erasures | yes |
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from notifications.catalogue.attendance import ATTENDANCE
from notifications.catalogue.claims import CLAIMS
from notifications.catalogue.competence import COMPETENCE
from notifications.catalogue.courses import COURSES
from notifications.catalogue.credentials import CREDENTIALS
from notifications.catalogue.desk import DESK
from notifications.catalogue.dossiers import DOSSIERS
from notifications.catalogue.kinds import Audience, NoticeKind
from notifications.catalogue.peers import PEERS
from notifications.catalogue.reflection import REFLECTION
from notifications.catalogue.reminders import REMINDERS
from notifications.catalogue.work import WORK

__all__ = ["DEADLINE_KINDS", "EVENT_KINDS", "KINDS", "Audience", "NoticeKind"]

KINDS: Mapping[str, NoticeKind] = MappingProxyType(
    {
        kind.code: kind
        for kind in (
            *REMINDERS,
            *ATTENDANCE,
            *CLAIMS,
            *COMPETENCE,
            *COURSES,
            *CREDENTIALS,
            *DESK,
            *DOSSIERS,
            *PEERS,
            *REFLECTION,
            *WORK,
        )
    }
)
DEADLINE_KINDS = tuple(kind for kind in KINDS.values() if kind.deadline)


def _by_event(kinds: Iterable[NoticeKind]) -> dict[str, tuple[NoticeKind, ...]]:
    found: dict[str, tuple[NoticeKind, ...]] = {}
    for kind in kinds:
        if kind.event:
            found[kind.event] = (*found.get(kind.event, ()), kind)
    return found


EVENT_KINDS: Mapping[str, tuple[NoticeKind, ...]] = MappingProxyType(_by_event(KINDS.values()))
