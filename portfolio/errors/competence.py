"""Facts that stop a use case about competences."""

from register.errors import Conflict, InvalidInput, TooOften


class AnswersNotOfProfile(InvalidInput):
    """A level or competence that the profile does not have."""

    code = "answers-not-of-profile"


class FeedbackOver(Conflict):
    """The invitation was answered, withdrawn, or its round is over."""

    code = "feedback-over"


class FeedbackAskedAlready(Conflict):
    """Somebody at this address was asked in this round."""

    code = "feedback-asked-already"


class TooMuchFeedbackAsked(TooOften):
    """So many people cannot be asked on one day."""

    code = "too-much-feedback-asked"


class CompetenceLinkedAlready(Conflict):
    """This link is there."""

    code = "competence-linked-already"


class NotYourOwn(InvalidInput):
    """What is linked belongs to somebody else."""

    code = "not-your-own"
