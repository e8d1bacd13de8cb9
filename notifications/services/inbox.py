"""The inbox: one's own messages, read or not."""

from datetime import datetime

from notifications.models import Notice


def mark_read(*, notice: Notice, read: bool, now: datetime) -> None:
    """Note that its reader read a message, or wants it shown as unread. Reading one's own mail leaves no trail.

    A message that was read already keeps its moment.
    """
    mine = Notice.objects.filter(pk=notice.pk)
    if read:
        mine.filter(read_at=None).update(read_at=now)
    else:
        mine.update(read_at=None)
    notice.refresh_from_db(fields=["read_at"])
