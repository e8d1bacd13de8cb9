"""Addresses of competence profiles."""

from django.urls import URLPattern, path

from register.api.competence_profiles import (
    CompetenceProfileAdoptionList,
    CompetenceProfileCasePackage,
    CompetenceProfileDetail,
    RegisterCompetenceProfileList,
)

ONE = "competence-profiles/<uuid:uuid>"
urlpatterns: list[URLPattern] = [
    path(
        "registers/<slug:code>/competence-profiles",
        RegisterCompetenceProfileList.as_view(),
        name="register-competence-profiles",
    ),
    path(ONE, CompetenceProfileDetail.as_view(), name="competence-profile"),
    path(f"{ONE}/adoptions", CompetenceProfileAdoptionList.as_view(), name="competence-profile-adoptions"),
    path(
        f"catalogue/{ONE}/case-packages",
        CompetenceProfileCasePackage.as_view(),
        name="catalogue-competence-profile-case-package",
    ),
]
