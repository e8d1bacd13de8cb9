"""Addresses of this app."""

from django.urls import URLPattern, path

from accreditation.api.course_urls import urlpatterns as courses
from accreditation.api.evaluation_urls import urlpatterns as evaluations
from accreditation.api.provider_urls import urlpatterns as provider_desk
from accreditation.api.providers import ProviderAuthorisationList, ProviderDetail, ProviderList

urlpatterns: list[URLPattern] = [
    *provider_desk,
    *courses,
    *evaluations,
    path("providers", ProviderList.as_view(), name="providers"),
    path("providers/<uuid:uuid>", ProviderDetail.as_view(), name="provider"),
    path("providers/<uuid:uuid>/authorisations", ProviderAuthorisationList.as_view(), name="provider-authorisations"),
]
