"""The rows of the world about texts of notices."""

from typing import Any

from notifications.models import NoticeText
from tests.factories.notifications import NoticeTextFactory
from tests.factories.register import NOW


def add_notice_texts(world: Any) -> None:
    by = {"association": world["association"], "drafted_by": world.users["registrar"]}
    world.rows["notice_text"] = NoticeTextFactory(**by)
    world.rows["used_notice_text"] = NoticeTextFactory(
        **by, language="en", state="IN_USE", used_at=NOW, used_by=world.users["registrar"]
    )


def add_one_more_notice_text(world: Any) -> None:
    """One more row in the list."""
    version = NoticeText.objects.filter(association=world["association"]).count() + 1
    NoticeTextFactory(association=world["association"], drafted_by=world.users["registrar"], version=version)
