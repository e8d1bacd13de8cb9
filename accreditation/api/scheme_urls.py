"""Addresses of incentive schemes."""

from django.urls import URLPattern, path

from accreditation.api.schemes import (
    AssociationSchemeList,
    SchemeChangeList,
    SchemeDetail,
    SchemeEndList,
    SchemeMatchList,
)

ONE = "incentive-schemes/<uuid:uuid>"
urlpatterns: list[URLPattern] = [
    path(
        "associations/<uuid:uuid>/incentive-schemes",
        AssociationSchemeList.as_view(),
        name="association-incentive-schemes",
    ),
    path(ONE, SchemeDetail.as_view(), name="incentive-scheme"),
    path(f"{ONE}/changes", SchemeChangeList.as_view(), name="incentive-scheme-changes"),
    path(f"{ONE}/endings", SchemeEndList.as_view(), name="incentive-scheme-endings"),
    path("incentive-matches", SchemeMatchList.as_view(), name="incentive-match"),
]
