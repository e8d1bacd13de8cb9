"""Who has an interest in a course."""

from collections.abc import Iterable
from datetime import date

from accreditation.models import Course, CourseVersion, DeclaredInterest
from register.access import PROVIDER_ROLES
from register.models import RoleGrant, User
from register.reach import past_the_wall

INTERESTS = {
    "works-for-provider": (
        "U werkt voor deze aanbieder. Laat dit over aan een ander.",
        "You work for this provider. Leave this to somebody else.",
    ),
    "teaches-course": (
        "U geeft deze scholing zelf. Laat dit over aan een ander.",
        "You teach this course yourself. Leave this to somebody else.",
    ),
    "declared": (
        "U hebt een belang bij deze aanbieder of scholing opgegeven. Laat dit over aan een ander.",
        "You declared an interest in this provider or course. Leave this to somebody else.",
    ),
}
"""Each ground, and how it is said to whoever it keeps away."""


@past_the_wall("An interest keeps somebody away wherever they declared it.")
def interests_in(
    course: Course, *, on: date, users: Iterable[int], version: CourseVersion | None = None
) -> dict[int, str]:
    """Which of these accounts have an interest in the course on a day: account → ground, the first that holds.

    A teacher is known by name: the version, or else the newest, lists them as the provider wrote them.
    """
    asked = list(users)
    employed = RoleGrant.objects.held_on(on).filter(
        user__in=asked, organisation=course.provider_id, role__in=[role.value for role in PROVIDER_ROLES]
    )
    found = {user: "works-for-provider" for user in employed.values_list("user_id", flat=True)}
    taught = version or CourseVersion.objects.newest_of(course)
    teachers = {_plain(name) for name in taught.teachers}
    if teachers:
        people = User.objects.filter(pk__in=asked, person__isnull=False).select_related("person")
        for user in people:
            if user.person and _plain(user.person.full_name) in teachers:
                found.setdefault(user.pk, "teaches-course")
    declared = DeclaredInterest.objects.filter(user__in=asked, ended_at=None)
    for interest in declared:
        if interest.provider_id == course.provider_id or interest.course_id == course.pk:
            found.setdefault(interest.user_id, "declared")
    return found


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
