"""Addresses of figures for the board."""

from django.urls import URLPattern, path

from portfolio.api.figures import RegisterFigures

urlpatterns: list[URLPattern] = [
    path("registers/<slug:code>/figures", RegisterFigures.as_view(), name="register-figures"),
]
