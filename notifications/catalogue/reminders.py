"""Notices about the deadlines of a cycle."""

from notifications.catalogue.kinds import Audience, NoticeKind

NOTICES = (
    NoticeKind(
        code="cycle-reminder",
        audience=Audience.PERSON,
        template="cycle-reminder",
        channels=("email",),
        statutory=False,
        deadline="earn",
    ),
)
