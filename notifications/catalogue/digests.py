"""The message in which what can wait is collected, for who wants to hear once a day or once a week."""

from notifications.catalogue.kinds import Audience, NoticeKind

DIGEST = "digest"
NOTICES: tuple[NoticeKind, ...] = (
    NoticeKind(code=DIGEST, audience=Audience.PERSON, template="digest", channels=("email",), statutory=False),
)
