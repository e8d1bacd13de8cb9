"""The form of a kind of notice, and who may hear it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Audience(StrEnum):
    """Who hears it: whom the deadline or event is about, or those who hold a role for it."""

    PERSON = "person"  # whom the deadline or event names
    PROVIDER = "provider"  # who manages the courses of the provider it is about
    OFFICE = "office"  # who keeps the registrations of the register, or of the association, it is about
    DECIDERS = "deciders"  # who decides on accreditation there
    COMMITTEE = "committee"  # who takes decisions about registrations there
    ADOPTERS = "adopters"  # who adopts regulations and policies there
    HOLDER = "holder"  # who reports attendance for the organisation that a mandate is given to
    SENDER = "sender"  # who sent the attendance list; of a system, who reports for its organisation
    ONE_OF_TWO = "one-of-two"  # the one of a conversation whom the event names, with an account or by the key
    OTHER_SIDE = "other-side"  # to whom somebody owes a personal duty: an office, or one other
    ASSESSOR = "assessor"  # who has the claim in hand
    AUDITOR = "auditor"  # who has the audit in hand
    WEBHOOK_MANAGERS = "webhook-managers"  # who manages the webhooks of the organisation
    ROLE_GIVERS = "role-givers"  # who gives roles at the organisation
    MACHINE_MANAGERS = "machine-managers"  # who manages the machines of the organisation
    ACTOR = "actor"  # who did it: a receipt
    ADDRESSEE = "addressee"  # whom the subject of the event names by an address, account or not


STAFF = frozenset({Audience.OFFICE, Audience.DECIDERS, Audience.COMMITTEE, Audience.ADOPTERS, Audience.ASSESSOR})


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice, about a kind of `deadline` in the regulation's `reminders`, or about a kind of `event`.

    One about a deadline isn't sent when nothing is short, unless `when_met`: there is something to do all the same.

    What is `statutory` reaches its reader whatever they prefer: a term runs from it, or they must act on it. Anything
    else may be switched off, held back for quiet hours, or laid in a digest.

    `template` is the stem of its standard text in `templates/notifications/<template>.<language>.txt`, whose first line
    is the subject; the page is made from the same words. Kinds that differ by a sentence share the template `sentence`;
    `says` has for each language their subject and sentence. What a text may name is in `names.yaml`. Each channel is a
    module of `notifications.channels`. What is urgent is said `at_last`: the last reminder of a deadline goes by these
    channels, too, to whoever gave an address for them.
    """

    code: str
    audience: Audience
    template: str
    channels: tuple[str, ...]
    statutory: bool
    deadline: str = ""
    event: str = ""
    when_met: bool = False
    at_last: tuple[str, ...] = ()
    says: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def all_channels(self) -> tuple[str, ...]:
        """By which it may come at all."""
        return (*self.channels, *self.at_last)


def about_event(
    event: str, *, to: Audience, statutory: bool = True, says: Mapping[str, tuple[str, str]] | None = None
) -> NoticeKind:
    """A notice about an event. Its code and template are named after the event: `claim.granted` → `claim-granted`.

    What goes to the people who do the work is never statutory: what waits for them stands in their queue.
    """
    code = event.replace(".", "-")
    code = code if to in (Audience.PERSON, Audience.ADDRESSEE, Audience.ACTOR) else f"{code}-{to}"
    return NoticeKind(
        code=code,
        audience=to,
        template="sentence" if says else code,
        channels=("email",),
        statutory=statutory and to not in STAFF,
        event=event,
        says=says or {},
    )
