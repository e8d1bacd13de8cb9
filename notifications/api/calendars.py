"""The calendar of a person over HTTP: its secret link, and which editions stand in it."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from notifications.api.calendar_shapes import (
    CalendarFeedOut,
    CalendarLinkOut,
    CalendarStepIn,
    PlannedEditionIn,
    PlannedEditionOut,
)
from notifications.models import CalendarFeed, PlannedEdition
from notifications.services.calendars.editions import drop_planned_edition, plan_edition
from notifications.services.calendars.links import end_link, make_link
from register.access import Permission
from register.scoping import ScopedView

OWN = Permission.OWN_DOSSIER
FEEDS = CalendarFeed.objects.all()
PLANNED = PlannedEdition.objects.select_related("edition__version")


class CalendarFeedList(ScopedView):
    permissions = {"GET": OWN, "POST": OWN}
    takes = {"POST": CalendarStepIn}
    gives = {"GET": CalendarFeedOut, "POST": CalendarLinkOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The links to your calendar: the one that works, and those that were replaced or ended."""
        return self.page(FEEDS)

    def post(self, request: Request) -> Response:
        """Make a link to your calendar, shown once. The one before it shows nothing from now on."""
        self.body()
        feed, url = make_link(person=self.own_person(), actor=self.actor, now=self.now())
        feed.url = url  # type: ignore[attr-defined]
        return self.created(feed, at="calendar-feed")


class CalendarFeedDetail(ScopedView):
    permissions = {"GET": OWN}
    gives = {"GET": CalendarFeedOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One link to your calendar, and when it was last read."""
        return self.shown(self.get_or_404(FEEDS, uuid=uuid))


class CalendarFeedEndingList(ScopedView):
    permissions = {"POST": OWN}
    takes = {"POST": CalendarStepIn}
    gives = {"POST": CalendarFeedOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """End a link to your calendar: whoever has it finds nothing any more."""
        feed = self.get_or_404(FEEDS, uuid=uuid)
        self.body()
        return self.created(end_link(feed=feed, actor=self.actor, now=self.now()), at="calendar-feed")


class PlannedEditionList(ScopedView):
    permissions = {"GET": OWN, "POST": OWN}
    takes = {"POST": PlannedEditionIn}
    gives = {"GET": PlannedEditionOut, "POST": PlannedEditionOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The editions that you put in your calendar."""
        return self.page(PLANNED)

    def post(self, request: Request) -> Response:
        """Put an edition in your calendar. It is no booking: its provider hears nothing."""
        body = self.body()
        planned = plan_edition(person=self.own_person(), **body, actor=self.actor, now=self.now())
        return self.created(planned, at="planned-edition")


class PlannedEditionDetail(ScopedView):
    permissions = {"GET": OWN}
    gives = {"GET": PlannedEditionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One edition in your calendar."""
        return self.shown(self.get_or_404(PLANNED, uuid=uuid))


class PlannedEditionRemovalList(ScopedView):
    permissions = {"POST": OWN}
    takes = {"POST": CalendarStepIn}
    gives = {"POST": PlannedEditionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take an edition out of your calendar."""
        planned = self.get_or_404(PLANNED, uuid=uuid)
        self.body()
        shown = self.shown(planned, status=201)
        drop_planned_edition(planned=planned, actor=self.actor, now=self.now())
        return shown
