"""Addresses of the provider desk: policies, providers, trust and fees."""

from django.urls import URLPattern, path

from accreditation.api.policies import PolicyAdoptionList, PolicyDetail, RegisterPolicyInForce, RegisterPolicyList

policies: list[URLPattern] = [
    path(
        "registers/<slug:code>/accreditation-policies",
        RegisterPolicyList.as_view(),
        name="register-accreditation-policies",
    ),
    path(
        "registers/<slug:code>/accreditation-rules", RegisterPolicyInForce.as_view(), name="register-accreditation-rule"
    ),
    path("accreditation-policies/<uuid:uuid>", PolicyDetail.as_view(), name="accreditation-policy"),
    path(
        "accreditation-policies/<uuid:uuid>/adoptions",
        PolicyAdoptionList.as_view(),
        name="accreditation-policy-adoptions",
    ),
]
urlpatterns: list[URLPattern] = [*policies]
