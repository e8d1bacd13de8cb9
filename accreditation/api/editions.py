"""Editions of courses and their meetings: announced, moved, cancelled."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.edition_shapes import (
    CancellationIn,
    EditionChange,
    EditionIn,
    EditionOut,
    EditionQuery,
    MeetingChange,
    MeetingIn,
    MeetingOut,
)
from accreditation.models import AttendanceMandate, Course, Edition, Meeting
from accreditation.selectors import mandate_to_run_editions
from accreditation.selectors.offer import editions_accredited_in
from accreditation.services.editions import add_edition, cancel_edition, change_edition
from accreditation.services.meetings import add_meeting, cancel_meeting, change_meeting
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView


class EditionRunner(ScopedView):
    """A view in which editions are run: by the provider, or by whoever has its mandate."""

    def mandate_for(self, course: Course) -> AttendanceMandate | None:
        """The actor's mandate to run editions of the course; None for the provider. 403 for anybody else."""
        mine = self.actor.organisations_with(Permission.MANAGE_COURSES)
        mandate = None if course.provider_id in mine else mandate_to_run_editions(mine, course, today())
        self.require(organisation_id=mandate.employer_id if mandate else course.provider_id)
        return mandate

    def require_runner_of(self, edition: Edition) -> None:
        """403 unless the actor's own provider or organisation runs this edition, with a mandate that holds today."""
        mandate = self.mandate_for(edition.course)
        if mandate and not (edition.mandate and edition.mandate.employer_id == mandate.employer_id):
            self.require(organisation_id=edition.course.provider_id)


class CourseEditionList(EditionRunner):
    permissions = {"GET": None, "POST": Permission.MANAGE_COURSES}
    takes = {"POST": EditionIn}
    gives = {"GET": EditionOut, "POST": EditionOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The editions of a course."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        return self.page(Edition.objects.filter(course=course).select_related("course", "version", "mandate"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Add an edition to your course, or to a course of which a mandate lets you run editions."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        mandate = self.mandate_for(course)
        edition = add_edition(course=course, **self.body(), mandate=mandate, actor=self.actor, now=self.now())
        return self.created(edition, at="edition")


class EditionList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": EditionQuery}
    gives = {"GET": EditionOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Editions to choose from."""
        register = self.asked.pop("register", None)
        rows = editions_accredited_in(register) if register else Edition.objects.all()
        return self.page(rows.select_related("course", "version", "mandate"))


class EditionView(EditionRunner):
    """What is about one edition."""

    def edition(self, uuid: UUID) -> Edition:
        """The edition; one that the actor runs where something is to be changed."""
        edition: Edition = self.get_or_404(Edition.objects.select_related("course", "version", "mandate"), uuid=uuid)
        if self.permission:
            self.require_runner_of(edition)
        return edition


class EditionDetail(EditionView):
    permissions = {"GET": None}
    gives = {"GET": EditionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One edition."""
        return self.shown(self.edition(uuid))


class EditionChanges(EditionView):
    replaces = True
    permissions = {"POST": Permission.MANAGE_COURSES}
    takes = {"POST": EditionChange}
    gives = {"POST": EditionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Move your edition to other days or another place, or change its language or room."""
        edition = self.edition(uuid)
        changed = change_edition(edition=edition, changes=self.body(), actor=self.actor, now=self.now())
        return self.created(changed, at="edition")


class EditionCancellations(EditionView):
    permissions = {"POST": Permission.MANAGE_COURSES}
    takes = {"POST": CancellationIn}
    gives = {"POST": EditionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Cancel your edition and its meetings, for good."""
        edition = self.edition(uuid)
        cancelled = cancel_edition(edition=edition, **self.body(), actor=self.actor, now=self.now())
        return self.created(cancelled, at="edition")


class EditionMeetingList(EditionView):
    permissions = {"GET": None, "POST": Permission.MANAGE_COURSES}
    takes = {"POST": MeetingIn}
    gives = {"GET": MeetingOut, "POST": MeetingOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The meetings of an edition, in the order in which they were planned."""
        return self.page(Meeting.objects.filter(edition=self.edition(uuid)).select_related("edition"), ordering="id")

    def post(self, request: Request, uuid: UUID) -> Response:
        """Plan a meeting of your edition."""
        edition = self.edition(uuid)
        meeting = add_meeting(edition=edition, **self.body(), actor=self.actor, now=self.now())
        return self.created(meeting, at="meeting")


class MeetingView(EditionRunner):
    """What is about one meeting."""

    def meeting(self, uuid: UUID) -> Meeting:
        """The meeting; of an edition that the actor runs where something is to be changed."""
        related = ("edition__course", "edition__mandate")
        meeting: Meeting = self.get_or_404(Meeting.objects.select_related(*related), uuid=uuid)
        if self.permission:
            self.require_runner_of(meeting.edition)
        return meeting


class MeetingDetail(MeetingView):
    permissions = {"GET": None}
    gives = {"GET": MeetingOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One meeting."""
        return self.shown(self.meeting(uuid))


class MeetingChanges(MeetingView):
    replaces = True
    permissions = {"POST": Permission.MANAGE_COURSES}
    takes = {"POST": MeetingChange}
    gives = {"POST": MeetingOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Move your meeting to another moment or place, or change its title."""
        meeting = self.meeting(uuid)
        changed = change_meeting(meeting=meeting, changes=self.body(), actor=self.actor, now=self.now())
        return self.created(changed, at="meeting")


class MeetingCancellations(MeetingView):
    permissions = {"POST": Permission.MANAGE_COURSES}
    takes = {"POST": CancellationIn}
    gives = {"POST": MeetingOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Cancel your meeting, for good; the edition goes on without it."""
        meeting = self.meeting(uuid)
        cancelled = cancel_meeting(meeting=meeting, **self.body(), actor=self.actor, now=self.now())
        return self.created(cancelled, at="meeting")
