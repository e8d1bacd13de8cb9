"""Which text of an association speaks for a notice."""

from notifications.models import Notice, NoticeText


def association_of(notice: Notice) -> int | None:
    """The id of the association that a notice comes from; of none that is about no register or association."""
    if notice.registration is not None:
        return int(notice.registration.register.association_id)
    if notice.event is None:
        return None
    register = notice.event.register
    return register.association_id if register else notice.event.organisation_id


def text_in_use(notice: Notice, *, language: str) -> NoticeText | None:
    """The text in use of the association that the notice comes from, for its kind, channel and this language."""
    return NoticeText.objects.filter(
        association=association_of(notice),
        kind=notice.kind,
        language=language,
        channel=notice.channel,
        state=NoticeText.State.IN_USE,
    ).first()
