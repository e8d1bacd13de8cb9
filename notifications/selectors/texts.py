"""Which text of an association speaks for a notice."""

from notifications.models import Notice, NoticeText


def text_in_use(notice: Notice, *, language: str) -> NoticeText | None:
    """The text in use of the association that the notice comes from, for its kind, channel and this language."""
    return NoticeText.objects.filter(
        association=notice.concerns["organisation_id"],
        kind=notice.kind,
        language=language,
        channel=notice.channel,
        state=NoticeText.State.IN_USE,
    ).first()
