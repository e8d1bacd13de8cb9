"""Looking ahead over HTTP: a standing with facts that have not happened."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.models import Edition
from portfolio.api.shapes import KIND, FactIn
from portfolio.api.standing_shape import FINDING, Label, StandingFact, StandingOut
from portfolio.services.projections import project_standing
from register.access import Permission
from register.clock import today
from register.models import Registration
from register.scoping import ScopedView
from register.scoping.inputs import Amount, Day, Input, Named, Properties
from register.scoping.wording import say

MOST_FACTS = 50
EDITION = "d7b1a0f4-3c52-4f0a-9b57-0e1c2d3f4a55"


class HypotheticalFactIn(FactIn):
    """A fact that has not happened: spelled out as in the ledger, or attendance of an `edition`.

    Attendance brings what the register accredited the course for on `attendedOn`; when that is left out, on the last
    day of the edition.
    """

    example = {"edition": EDITION, "attendedOn": "2027-01-14"}

    kind = serializers.ChoiceField(required=False, default="activity", choices=KIND)
    sourceKey = None  # type: ignore[assignment]  # nothing is booked
    edition = Named(Edition, required=False)
    attendedOn = Day(required=False, source="attended_on")

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        self.initial_data = data
        values = super().to_internal_value(data)
        if "edition" in values:
            return {name: values[name] for name in ("edition", "attended_on") if name in values}
        return values

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        given = set(self.initial_data)
        if "edition" not in given:
            if "attendedOn" in given:
                text = say("Noem de uitvoering (`edition`).", "Name the `edition`.")
                return {"edition": ErrorDetail(text, code="required")}
            return super().check(values)
        text = say("Een uitvoering brengt dit zelf mee.", "An edition brings this by itself.")
        return {name: ErrorDetail(text, code="one-of") for name in sorted(given - {"edition", "attendedOn"})}


class ProjectionIn(Input):
    """What if: facts and attributes that are added to the dossier for one answer."""

    example: ClassVar[dict[str, Any]] = {
        "asOf": "2027-02-28",
        "facts": [
            {"edition": EDITION},
            {"kind": "activity", "effectiveOn": "2027-02-01", "category": "oda", "quantity": "3", "unit": "hour"},
        ],
        "attributes": {"titles": ["nurse"]},
    }

    asOf = Day(required=False, source="on", help_text="The day of the standing; today when it is left out.")
    facts = HypotheticalFactIn(many=True, required=False, default=list, max_length=MOST_FACTS)  # type: ignore[call-arg]
    attributes = Properties(required=False, default=dict, help_text="In the place of those of that day.")


class ProjectedFact(StandingFact):
    """What became of one fact."""

    id = serializers.CharField(  # type: ignore[assignment]
        help_text="Of the ledger entry, or hypothetical-1, -2, … in the order they were sent."
    )


class ProjectedStanding(StandingOut):
    """A standing that was worked out and not kept."""

    facts = ProjectedFact(many=True)


class Figures(serializers.Serializer):
    """The figures of one requirement."""

    required = Amount()  # type: ignore[assignment]  # DRF takes declared fields out of the class
    counted = Amount()
    carriedIn = Amount()
    short = Amount()
    met = serializers.BooleanField()


class ProjectedDifference(serializers.Serializer):
    """One requirement as it is on that day and as it would be; null where it does not apply."""

    code = serializers.CharField()
    qualifier = serializers.CharField(allow_null=True)
    label = Label()  # type: ignore[assignment]
    unit = serializers.CharField()
    before = Figures(allow_null=True)
    after = Figures(allow_null=True)


class ProjectionOut(serializers.Serializer):
    """The standing as it would be, and what the additions change in each requirement."""

    example: ClassVar[dict[str, Any]] = {
        "standing": StandingOut.example,
        "difference": [
            {
                "code": "accredited",
                "qualifier": None,
                "label": FINDING["label"],
                "unit": "point",
                "before": {"required": "80", "counted": "62", "carriedIn": "0", "short": "18", "met": False},
                "after": {"required": "80", "counted": "68", "carriedIn": "0", "short": "12", "met": False},
            }
        ],
    }

    standing = ProjectedStanding()
    difference = ProjectedDifference(many=True)


class RegistrationProjectionList(ScopedView):
    permissions = {"POST": Permission.READ_DOSSIERS}
    repeat_is_harmless = True  # changes nothing
    takes = {"POST": ProjectionIn}
    gives = {"POST": ProjectionOut}

    @extend_schema(responses={200: OpenApiResponse(ProjectionOut, "Worked out; nothing was saved.")})
    def post(self, request: Request, uuid: UUID) -> Response:
        """Work out a standing with facts that have not happened. Saves nothing.

        Would this course help, what if I work part-time from June, what if I renew in March: the rules that judge the
        cycle, on the dossier with the facts and attributes of the body added.
        """
        registration = self.get_or_404(Registration.objects.all(), uuid=uuid)
        self.require(register_id=registration.register_id, owner_id=registration.person_id)
        body = {"on": today(), **self.body()}
        return Response(project_standing(registration=registration, now=self.now(), **body))
