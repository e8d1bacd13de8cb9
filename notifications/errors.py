"""What can become of handing a message over, and facts that stop a use case of this app."""

from register.errors import Conflict, InvalidInput, TooOften


class NotHandedOver(Exception):
    """The message certainly wasn't taken, for a reason that may pass: try again later."""


class ChannelDown(NotHandedOver):
    """As NotHandedOver, for a reason that has nothing to do with this message: whatever follows fares no better."""


class MessageRefused(Exception):
    """The message certainly wasn't taken and never will be: this address or this message is refused."""


class OutcomeUnknown(Exception):
    """The message may or may not have been taken. Sending it again could reach the person twice."""


class MailboxUnusable(Exception):
    """The mail box that bounces come back to cannot be read now."""


class NoticeNotUndelivered(Conflict):
    """Only a notice of which nobody knows that it arrived is settled by a person."""

    code = "notice-not-undelivered"


class AddressNotDead(Conflict):
    """Only a dead address is cleared."""

    code = "address-not-dead"


class NumberRefused(InvalidInput):
    """It is no telephone number as it is dialled from abroad."""

    code = "number-refused"


class TooManyCodes(TooOften):
    """So many codes were asked for that no other is sent today."""

    code = "too-many-codes"


class CodeRefused(Conflict):
    """It is not the code that was sent, or it does not hold any more."""

    code = "code-refused"


class TextRefused(InvalidInput):
    """The text makes no message: it names what is not there, or leaves out what the reader needs."""

    code = "notice-text-refused"


class TextNotDraft(Conflict):
    """Only a draft is taken into use."""

    code = "notice-text-not-draft"


class TextNotInUse(Conflict):
    """Only a text that is in use is ended."""

    code = "notice-text-not-in-use"


class WebhookKindRefused(InvalidInput):
    """An organisation hears of what is its business only."""

    code = "webhook-kind-refused"


class TooManyWebhooks(Conflict):
    """An organisation has so many webhooks at most."""

    code = "too-many-webhooks"


class WebhookCannotMove(Conflict):
    """The webhook is not in a state from which this is done."""

    code = "webhook-cannot-move"


class DeliveryUnderWay(Conflict):
    """What is queued or being sent is not sent once more."""

    code = "delivery-under-way"


class PreferenceRefused(InvalidInput):
    """This can't be preferred: it is statutory, or not there."""

    code = "notice-preference-refused"


class CalendarLinkOver(Conflict):
    """A link is ended once."""

    code = "calendar-link-over"


class EditionPlannedAlready(Conflict):
    """An edition stands in somebody's calendar once."""

    code = "edition-planned-already"
