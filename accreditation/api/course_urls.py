"""Addresses of courses, editions and what they are worth."""

from django.urls import URLPattern, path

from accreditation.api.accreditations import AccreditationDetail, CourseAccreditationList
from accreditation.api.catalogue import (
    CatalogueCourse,
    CatalogueCourseCalendar,
    CatalogueCourses,
    CatalogueEdition,
    CatalogueEditionCalendar,
    CatalogueEditions,
)
from accreditation.api.courses import (
    CourseDetail,
    CourseList,
    CourseModuleList,
    CourseVersionList,
    ModuleChanges,
    ModuleDetail,
)
from accreditation.api.editions import (
    CourseEditionList,
    EditionCancellations,
    EditionChanges,
    EditionDetail,
    EditionList,
    EditionMeetingList,
    MeetingCancellations,
    MeetingChanges,
    MeetingDetail,
)

urlpatterns: list[URLPattern] = [
    path("courses", CourseList.as_view(), name="courses"),
    path("courses/<uuid:uuid>", CourseDetail.as_view(), name="course"),
    path("courses/<uuid:uuid>/versions", CourseVersionList.as_view(), name="course-versions"),
    path("courses/<uuid:uuid>/modules", CourseModuleList.as_view(), name="course-modules"),
    path("courses/<uuid:uuid>/editions", CourseEditionList.as_view(), name="course-editions"),
    path("courses/<uuid:uuid>/accreditations", CourseAccreditationList.as_view(), name="course-accreditations"),
    path("modules/<uuid:uuid>", ModuleDetail.as_view(), name="module"),
    path("modules/<uuid:uuid>/changes", ModuleChanges.as_view(), name="module-changes"),
    path("editions", EditionList.as_view(), name="editions"),
    path("editions/<uuid:uuid>", EditionDetail.as_view(), name="edition"),
    path("editions/<uuid:uuid>/changes", EditionChanges.as_view(), name="edition-changes"),
    path("editions/<uuid:uuid>/cancellations", EditionCancellations.as_view(), name="edition-cancellations"),
    path("editions/<uuid:uuid>/meetings", EditionMeetingList.as_view(), name="edition-meetings"),
    path("meetings/<uuid:uuid>", MeetingDetail.as_view(), name="meeting"),
    path("meetings/<uuid:uuid>/changes", MeetingChanges.as_view(), name="meeting-changes"),
    path("meetings/<uuid:uuid>/cancellations", MeetingCancellations.as_view(), name="meeting-cancellations"),
    path("catalogue/courses", CatalogueCourses.as_view(), name="catalogue-courses"),
    path("catalogue/courses/<uuid:uuid>", CatalogueCourse.as_view(), name="catalogue-course"),
    path("catalogue/courses/<uuid:uuid>/calendar", CatalogueCourseCalendar.as_view(), name="catalogue-course-calendar"),
    path("catalogue/editions", CatalogueEditions.as_view(), name="catalogue-editions"),
    path("catalogue/editions/<uuid:uuid>", CatalogueEdition.as_view(), name="catalogue-edition"),
    path(
        "catalogue/editions/<uuid:uuid>/calendar",
        CatalogueEditionCalendar.as_view(),
        name="catalogue-edition-calendar",
    ),
    path("accreditations/<uuid:uuid>", AccreditationDetail.as_view(), name="accreditation"),
]
