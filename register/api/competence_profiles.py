"""Competence profiles over HTTP: proposed by one person, adopted by another, read by everybody."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from register.access import Permission
from register.api.competence_shapes import (
    CasePackageQuery,
    CompetenceProfileDetailOut,
    CompetenceProfileIn,
    CompetenceProfileOut,
    CompetenceProfileQuery,
)
from register.api.shapes import Empty
from register.models import CompetenceProfile, Register
from register.rules.competences.case_writing import Edition, case_package
from register.scoping import PublicView, ScopedView
from register.selectors import profile_in_force
from register.services.competence_profiles import FORMS, adopt_profile, propose_profile

WITH_NAMES = ("register__association", "proposed_by")
CASE_EXAMPLE = {
    "CFDocument": {
        "identifier": "6f8a1b52-0d3c-4a0e-9b55-0c1f2e3d4a5b",
        "title": "Beroepsprofiel",
        "version": "2026-01-01",
    },
    "CFItems": [{"identifier": "0d3c6f8a-1b52-4a0e-9b55-0c1f2e3d4a5b", "fullStatement": "Werkt methodisch."}],
    "CFAssociations": [],
}


class RegisterCompetenceProfileList(ScopedView):
    permissions = {"GET": None, "POST": Permission.PROPOSE_REGULATION}
    asks = {"GET": CompetenceProfileQuery}
    takes = {"POST": CompetenceProfileIn}
    gives = {"GET": CompetenceProfileOut, "POST": CompetenceProfileDetailOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """What a register's profession asks, the newest version first; drafts for those who may propose or adopt."""
        register = self.get_or_404(Register.objects.all(), code=code)
        rows = CompetenceProfile.objects.filter(register=register).select_related("register").defer("document")
        if day := self.asked.pop("on", None):
            holds = profile_in_force(register, on=day)
            rows = rows.filter(pk__in=[holds.pk] if holds else [])
        return self.page(rows)

    def post(self, request: Request, code: str) -> Response:
        """Propose a version, as a document, a table or a package of CASE. Every problem in it is named."""
        register = self.get_or_404(Register.objects.select_related("association"), code=code)
        self.require(register_id=register.pk)
        body = self.body()
        form = next(form for form in FORMS if form in body)
        profile = propose_profile(
            register=register,
            form=form,
            given=body[form],
            in_force_from=body["in_force_from"],
            proposed_by=self.actor,
            now=self.now(),
        )
        return self.created(profile, at="competence-profile")


class CompetenceProfileDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": CompetenceProfileDetailOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One version of what a profession asks."""
        return self.shown(self.get_or_404(CompetenceProfile.objects.select_related(*WITH_NAMES), uuid=uuid))


class CompetenceProfileAdoptionList(ScopedView):
    permissions = {"POST": Permission.ADOPT_REGULATION}
    takes = {"POST": Empty}
    gives = {"POST": CompetenceProfileDetailOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Put a draft in force from its day. The adopter is another person than the proposer."""
        profile = self.get_or_404(CompetenceProfile.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(register_id=profile.register_id)
        self.body()
        adopted = adopt_profile(profile=profile, adopted_by=self.actor, now=self.now())
        return self.created(adopted, at="competence-profile")


class CompetenceProfileCasePackage(PublicView):
    permissions = {"GET": Permission.READ_PUBLISHED}
    asks = {"GET": CasePackageQuery}

    @extend_schema(
        responses={200: OpenApiResponse(dict[str, Any], "A CFPackage of CASE 1.1 or 1.0.")},
        examples=[OpenApiExample("answer", CASE_EXAMPLE, response_only=True)],
    )
    def get(self, request: Request, uuid: UUID) -> Response:
        """An adopted profile as a CFPackage of CASE, for other systems; without an account."""
        profile = self.get_or_404(CompetenceProfile.objects.select_related(*WITH_NAMES), uuid=uuid)
        assert profile.adopted_at is not None  # visitors see no drafts
        place = reverse("catalogue-competence-profile-case-package", args=[profile.uuid])
        edition = Edition(
            uuid=profile.uuid,
            publisher=profile.register.association.name,
            version=profile.in_force_from.isoformat(),
            status="Adopted",
            from_day=profile.in_force_from.isoformat(),
            changed=profile.adopted_at.isoformat().replace("+00:00", "Z"),
            address=request.build_absolute_uri(place),
        )
        return Response(case_package(profile.document, edition=edition, **self.asked))
