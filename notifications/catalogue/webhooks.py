"""What webhooks tell: kinds of events, to which kind of organisation, and where the receiver reads more.

An association hears what happens in its registers, a provider what is about its own courses, applications and
attendance, an employer what happens in the parts of dossiers that professionals share with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from notifications.catalogue.kinds import Audience, NoticeKind, about_event


class Hearer(StrEnum):
    """A kind of organisation that hears."""

    ASSOCIATION = "association"
    PROVIDER = "provider"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class WebhookKind:
    """One kind of event. `part` is the part of a dossier that an employer has to be given to hear it.

    `at` is where its subject is read, below the root of the API; empty when it has no address of its own.
    """

    event: str
    says: str
    at: str = ""
    association: bool = False
    provider: bool = False
    part: str = ""

    @property
    def hearers(self) -> tuple[Hearer, ...]:
        told = (
            (Hearer.ASSOCIATION, self.association),
            (Hearer.PROVIDER, self.provider),
            (Hearer.EMPLOYER, bool(self.part)),
        )
        return tuple(hearer for hearer, hears in told if hears)


PING = "ping"
GRANT = "shares"  # stands for the grant itself: the employer it is given to hears of it

_PEOPLE = (
    WebhookKind("registration.entered", "Somebody was registered.", "registrations", True, part="registrations"),
    WebhookKind(
        "registration.status-set",
        "A registration has another status from a day on.",
        "registrations",
        True,
        part="registrations",
    ),
    WebhookKind(
        "registration.status-withdrawn", "A status was taken back.", "registrations", True, part="registrations"
    ),
    WebhookKind("cycle.closed", "A cycle was closed on its standing.", "", True, part="standings"),
    WebhookKind("renewal.opened", "Renewal can be asked.", "renewals", True, part="renewals"),
    WebhookKind("renewal.submitted", "Renewal was asked.", "renewals", True, part="renewals"),
    WebhookKind("renewal.decided", "It was decided about renewal.", "renewals", True, part="renewals"),
    WebhookKind("renewal.lapsed", "Nobody asked for renewal in time.", "renewals", True, part="renewals"),
    WebhookKind("decision.taken", "A decision was taken.", "registration-decisions", True, part="decisions"),
    WebhookKind(
        "decision.taken-by-rule", "A decision was taken by the rule.", "registration-decisions", True, part="decisions"
    ),
    WebhookKind("decision.final", "A decision became final.", "registration-decisions", True, part="decisions"),
    WebhookKind("decision.objected", "There is an objection to a decision.", "registration-decisions", True),
    WebhookKind("claim.submitted", "A claim waits for an assessor.", "claims", True),
    WebhookKind("claim.granted", "A claim was granted.", "claims", True, part="claims"),
    WebhookKind("claim.partly-granted", "A claim was granted in part.", "claims", True, part="claims"),
    WebhookKind("claim.refused", "A claim was refused.", "claims", True, part="claims"),
    WebhookKind("ledger.recorded", "A fact was added to a dossier by hand.", "ledger-entries", True, part="ledger"),
    WebhookKind("ledger.reversed", "A fact of a dossier was reversed.", "ledger-entries", True, part="ledger"),
    WebhookKind("credential.issued", "A certificate was issued.", "certificates", True, part="credentials"),
    WebhookKind("credential.revoked", "A certificate was revoked.", "certificates", True, part="credentials"),
    WebhookKind("share.given-to-employer", "A professional shares parts of the dossier with you.", part=GRANT),
    WebhookKind("share.withdrawn", "A professional withdrew what was shared with you.", part=GRANT),
)
_OFFER = (
    WebhookKind("regulation.adopted", "A regulation was adopted.", "regulations", True),
    WebhookKind("application.submitted", "An application was submitted.", "assessments", True, True),
    WebhookKind("application.accepted", "An application is complete and is assessed.", "assessments", True, True),
    WebhookKind("application.returned", "An application is to be completed.", "assessments", True, True),
    WebhookKind("application.question-asked", "There is a question about an application.", "assessments", True, True),
    WebhookKind("application.question-answered", "A question was answered.", "assessments", True, True),
    WebhookKind("application.granted", "An application was granted.", "assessments", True, True),
    WebhookKind("application.refused", "An application was refused.", "assessments", True, True),
    WebhookKind("application.withdrawn", "An application was withdrawn.", "assessments", True, True),
    WebhookKind("application.reconsidered", "An objection was decided.", "assessments", True, True),
    WebhookKind("course.accredited", "A course has accreditation in a register.", "accreditations", True, True),
    WebhookKind("accreditation.withdrawn", "An accreditation was withdrawn.", "withdrawals", True, True),
    WebhookKind("accreditation.repeat-due", "An accreditation is about to end.", "courses", True, True),
    WebhookKind("edition.added", "An edition was announced.", "editions", provider=True),
    WebhookKind("edition.changed", "An edition was changed.", "editions", provider=True),
    WebhookKind("edition.moved", "An edition has other days.", "editions", provider=True),
    WebhookKind("edition.cancelled", "An edition was cancelled.", "editions", provider=True),
    WebhookKind("attendance.reported", "A list of attendance was booked.", "attendance-batches", provider=True),
    WebhookKind("attendance.parked", "A list of attendance could not be booked.", "attendance-batches", provider=True),
    WebhookKind("attendance.change-requested", "Booked attendance is to be changed.", "attendance-batches", True, True),
    WebhookKind("missing-attendance.asked", "Somebody misses their attendance.", "missing-attendances", provider=True),
    WebhookKind("provider.authorised", "A provider was authorised.", "providers", True, True),
    WebhookKind("provider.blocked", "A provider was blocked.", "providers", True, True),
    WebhookKind("provider.unblocked", "A block was lifted.", "providers", True, True),
    WebhookKind("fee.charged", "A fee is due.", "fees", provider=True),
    WebhookKind("fee.paid", "A fee was paid.", "fees", provider=True),
)
WEBHOOK_KINDS: Mapping[str, WebhookKind] = MappingProxyType({kind.event: kind for kind in (*_PEOPLE, *_OFFER)})


def kinds_for(hearer: Hearer) -> tuple[str, ...]:
    """The kinds of event that this kind of organisation may hear."""
    return tuple(event for event, kind in WEBHOOK_KINDS.items() if hearer in kind.hearers)


DISABLED = {
    "nl": (
        "Een webhook is uitgezet",
        "Het adres dat u voor een webhook opgaf, neemt geen berichten meer aan. Er gaat niets meer naartoe tot u de "
        "webhook weer aanzet; wat niet aankwam, wordt daarna alsnog verstuurd.",
    ),
    "en": (
        "A webhook was disabled",
        "The address that you entered for a webhook does not take messages any more. Nothing is sent there until you "
        "switch it on again; what did not arrive is sent after that.",
    ),
}
NOTICES: tuple[NoticeKind, ...] = (about_event("webhook.disabled", to=Audience.WEBHOOK_MANAGERS, says=DISABLED),)
