"""What is sent to whom: one row per kind of notice.

| kind | audience | deadline | template | channels | statutory |
| --- | --- | --- | --- | --- | --- |
| `cycle-reminder` | the registered person | `earn`: last day of the cycle | `cycle-reminder` | `email` | no |

A statutory notice is sent whatever the standing; another one isn't sent when there is nothing to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Audience(StrEnum):
    """Who hears it."""

    REGISTRANT = "registrant"


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice. `deadline` is the kind of deadline in the regulation's `reminders` that it is about.

    `template` is the stem of `templates/notifications/<template>.<language>.{subject.txt,txt,html}`; each channel is
    a module of `notifications.channels`.
    """

    code: str
    audience: Audience
    deadline: str
    template: str
    channels: tuple[str, ...]
    statutory: bool


_KINDS = (
    NoticeKind(
        code="cycle-reminder",
        audience=Audience.REGISTRANT,
        deadline="earn",
        template="cycle-reminder",
        channels=("email",),
        statutory=False,
    ),
)
KINDS: Mapping[str, NoticeKind] = MappingProxyType({kind.code: kind for kind in _KINDS})
