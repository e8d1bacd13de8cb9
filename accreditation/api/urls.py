"""Addresses of this app."""

from django.urls import URLPattern

from accreditation.api.application_urls import urlpatterns as applications
from accreditation.api.course_urls import urlpatterns as courses
from accreditation.api.evaluation_urls import urlpatterns as evaluations
from accreditation.api.provider_urls import urlpatterns as provider_desk
from accreditation.api.scheme_urls import urlpatterns as schemes

urlpatterns: list[URLPattern] = [
    *provider_desk,
    *courses,
    *applications,
    *evaluations,
    *schemes,
]
