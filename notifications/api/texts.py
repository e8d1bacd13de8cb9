"""Texts of an association: drafted, looked at, taken into use and ended by the register office."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from notifications.api.text_shapes import (
    NoticeKindsOut,
    NoticePreviewIn,
    NoticePreviewOut,
    NoticeTextIn,
    NoticeTextOut,
    NoticeTextQuery,
    NoticeTextStepIn,
)
from notifications.models import Notice, NoticeText
from notifications.selectors.kinds import kinds_in_words
from notifications.services.previewing import preview_text
from notifications.services.texts import draft_text, end_text, use_text
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView
from register.scoping.wording import say

ONE = "notice-text"
ROWS = NoticeText.objects.select_related("association", "drafted_by", "used_by")


class NoticeKindList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": NoticeKindsOut}

    def get(self, request: Request) -> Response:
        """Every kind of notice in plain words, whether it can be switched off, and what a text of it may name."""
        return self.shown({"kinds": kinds_in_words(say("nl", "en"))})


class NoticeTextList(ScopedView):
    permissions = {"GET": Permission.READ_NOTICES, "POST": Permission.MANAGE_REGISTRATIONS}
    asks = {"GET": NoticeTextQuery}
    takes = {"POST": NoticeTextIn}
    gives = {"GET": NoticeTextOut, "POST": NoticeTextOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The texts of your association, every version. Where none is in use the standard text speaks."""
        self.require_somewhere()
        return self.page(ROWS.all())

    def post(self, request: Request) -> Response:
        """Draft a text. What would make no message is refused, with all that is wrong."""
        self.require_somewhere()
        body = self.body()
        self.require(organisation_id=body["association"].pk)
        return self.created(draft_text(**body, actor=self.actor, now=self.now()), at=ONE)


class _TextView(ScopedView):
    def text(self, uuid: UUID) -> NoticeText:
        text = self.get_or_404(ROWS.all(), uuid=uuid)
        self.require(organisation_id=text.association_id)
        return text


class NoticeTextDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": NoticeTextOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One version of a text."""
        return self.shown(self.get_or_404(ROWS.all(), uuid=uuid))


class NoticeTextPreviewList(_TextView):
    permissions = {"POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": NoticePreviewIn}
    gives = {"POST": NoticePreviewOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """How a text reads, for somebody made up or with the masked data of a real notice. Nothing is sent or kept."""
        text = self.text(uuid)
        notice: Notice | None = self.body().get("notice")
        if notice is not None and notice.person is not None:
            of_person = notice.person.registrations.filter(register__association=text.association_id)
            for registration in of_person.select_related("register")[:1]:
                self.looked(registration, part="notices")
        preview = preview_text(text=text, notice=notice, on=today(), now=self.now())
        return self.shown(preview, status=201)


class NoticeTextUseList(_TextView):
    permissions = {"POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": NoticeTextStepIn}
    gives = {"POST": NoticeTextOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a draft into use from the next message on. The version before it becomes a former one."""
        text = self.text(uuid)
        self.body()
        return self.created(use_text(text=text, actor=self.actor, now=self.now()), at=ONE)


class NoticeTextEndingList(_TextView):
    permissions = {"POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": NoticeTextStepIn}
    gives = {"POST": NoticeTextOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Go back to the standard text."""
        text = self.text(uuid)
        self.body()
        return self.created(end_text(text=text, actor=self.actor, now=self.now()), at=ONE)
