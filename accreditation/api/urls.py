"""Addresses of this app."""

from django.urls import URLPattern, path

from accreditation.api.courses import (
    AccreditationDetail,
    CourseAccreditationList,
    CourseDetail,
    CourseEditionList,
    CourseList,
    EditionDetail,
    EditionList,
)
from accreditation.api.provider_urls import urlpatterns as provider_desk
from accreditation.api.providers import ProviderAuthorisationList, ProviderDetail, ProviderList

urlpatterns: list[URLPattern] = [
    *provider_desk,
    path("providers", ProviderList.as_view(), name="providers"),
    path("providers/<uuid:uuid>", ProviderDetail.as_view(), name="provider"),
    path("providers/<uuid:uuid>/authorisations", ProviderAuthorisationList.as_view(), name="provider-authorisations"),
    path("courses", CourseList.as_view(), name="courses"),
    path("courses/<uuid:uuid>", CourseDetail.as_view(), name="course"),
    path("courses/<uuid:uuid>/editions", CourseEditionList.as_view(), name="course-editions"),
    path("courses/<uuid:uuid>/accreditations", CourseAccreditationList.as_view(), name="course-accreditations"),
    path("editions", EditionList.as_view(), name="editions"),
    path("editions/<uuid:uuid>", EditionDetail.as_view(), name="edition"),
    path("accreditations/<uuid:uuid>", AccreditationDetail.as_view(), name="accreditation"),
]
