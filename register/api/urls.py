"""Addresses of this app."""

from django.urls import URLPattern, path

from register.api.access_urls import urlpatterns as access
from register.api.competence_urls import urlpatterns as competence_profiles
from register.api.organisations import (
    AssociationDetail,
    AssociationList,
    JobRunList,
    Profile,
    RegisterDetail,
    RegisterList,
)
from register.api.people import (
    PersonDetail,
    PersonList,
    PersonSearchList,
    RegisterRegistrationList,
    RegistrationDetail,
    RegistrationList,
    RegistrationStatusChangeList,
)
from register.api.public_register.urls import urlpatterns as public_register
from register.api.regulations import RegisterRegulationList, RegulationAdoptionList, RegulationDetail
from register.api.sign_in_urls import urlpatterns as sign_in

urlpatterns: list[URLPattern] = [
    path("profile", Profile.as_view(), name="profile"),
    path("associations", AssociationList.as_view(), name="associations"),
    path("associations/<uuid:uuid>", AssociationDetail.as_view(), name="association"),
    path("registers", RegisterList.as_view(), name="registers"),
    path("registers/<slug:code>", RegisterDetail.as_view(), name="register"),
    path("registers/<slug:code>/regulations", RegisterRegulationList.as_view(), name="register-regulations"),
    path("registers/<slug:code>/registrations", RegisterRegistrationList.as_view(), name="register-registrations"),
    path("regulations/<uuid:uuid>", RegulationDetail.as_view(), name="regulation"),
    path("regulations/<uuid:uuid>/adoptions", RegulationAdoptionList.as_view(), name="regulation-adoptions"),
    *access,
    *competence_profiles,
    *public_register,
    *sign_in,
    path("persons", PersonList.as_view(), name="persons"),
    path("persons/searches", PersonSearchList.as_view(), name="person-searches"),
    path("persons/<uuid:uuid>", PersonDetail.as_view(), name="person"),
    path("registrations", RegistrationList.as_view(), name="registrations"),
    path("registrations/<uuid:uuid>", RegistrationDetail.as_view(), name="registration"),
    path(
        "registrations/<uuid:uuid>/status-changes",
        RegistrationStatusChangeList.as_view(),
        name="registration-status-changes",
    ),
    path("job-runs", JobRunList.as_view(), name="job-runs"),
]
