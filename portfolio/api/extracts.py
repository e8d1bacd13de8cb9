"""Signed extracts from the register, and whether one is real."""

from uuid import UUID

from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.services.extracts import sign_extract, verified_extract
from register.access import Permission
from register.clock import today
from register.models import Registration
from register.scoping import PublicView, ScopedView
from register.scoping.inputs import Input, Line, PastDay
from register.selectors.history import history_of

EXTRACT = {
    "register": "nurses",
    "name": "Zoë de Vries",
    "number": "0012345",
    "asOf": "2024-09-01",
    "status": "REGISTERED",
    "changes": [
        {
            "axis": "registration",
            "value": "SUSPENDED",
            "startsOn": "2024-03-01",
            "recordedAt": "2024-02-20T10:00:00+00:00",
            "withdrawnAt": "2024-05-01T10:00:00+00:00",
        }
    ],
}


class ExtractQuery(Input):
    """As at which day."""

    on = PastDay(required=False, help_text="Without it, today.")


class ExtractOut(serializers.Serializer):
    """An extract as a JWT (EdDSA), by a key in the `did.json` of the association; the claim `extract` holds it."""

    example = {"token": "eyJhbGciOiJFZERTQSIs…"}

    token = serializers.CharField()


class ExtractVerificationIn(Input):
    """An extract as it was given."""

    example = {"token": "eyJhbGciOiJFZERTQSIs…"}

    token = Line(max_length=200_000)


class ExtractVerificationOut(serializers.Serializer):
    """`extract` is what the association signed; null when this is not that."""

    example = {"verified": True, "extract": EXTRACT}

    verified = serializers.BooleanField()
    extract = serializers.DictField(allow_null=True)


class RegistrationExtractList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": ExtractQuery}
    gives = {"GET": ExtractOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """A signed extract: what a registration was on a day, with every correction shown as one."""
        rows = Registration.objects.select_related("person", "register__association")
        registration = self.get_or_404(rows, uuid=uuid)
        history = history_of(registration, on=self.asked.get("on", today()), known_at=self.now())
        return self.shown({"token": sign_extract(history=history, now=self.now())})


class ExtractVerificationList(PublicView):
    past_walls = "What is published is found in the rows of everybody."
    permissions = {"POST": Permission.READ_PUBLISHED}
    takes = {"POST": ExtractVerificationIn}
    gives = {"POST": ExtractVerificationOut}

    @extend_schema(responses={200: OpenApiResponse(ExtractVerificationOut, "What it is worth; nothing was saved.")})
    def post(self, request: Request) -> Response:
        """Whether an extract is what the association signed; without an account. Nothing of it is kept."""
        extract = verified_extract(self.body()["token"])
        answer = self.shown({"verified": extract is not None, "extract": extract})
        answer["Cache-Control"] = "no-store"
        return answer


urlpatterns: list[URLPattern] = [
    path("registrations/<uuid:uuid>/extracts", RegistrationExtractList.as_view(), name="registration-extracts"),
    path("extract-verifications", ExtractVerificationList.as_view(), name="extract-verifications"),
]
