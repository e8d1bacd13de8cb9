"""Addresses of the public register in the API."""

from django.urls import URLPattern, path

from register.api.history import RegistrationHistory
from register.api.public_register import opt_outs, views

urlpatterns: list[URLPattern] = [
    path("public-registers", views.PublicRegisterList.as_view(), name="public-registers"),
    path("public-registers/<slug:code>", views.PublicRegisterDetail.as_view(), name="public-register"),
    path(
        "public-registers/<slug:code>/searches",
        views.PublicRegisterSearchList.as_view(),
        name="public-register-searches",
    ),
    path("public-registrations/<uuid:uuid>", views.PublicRegistrationDetail.as_view(), name="public-registration"),
    path("registrations/<uuid:uuid>/histories", RegistrationHistory.as_view(), name="registration-histories"),
    path("registrations/<uuid:uuid>/opt-outs", opt_outs.OptOutList.as_view(), name="registration-opt-outs"),
    path("registrations/<uuid:uuid>/opt-ins", opt_outs.OptInList.as_view(), name="registration-opt-ins"),
]
