"""The cycles of a registration over HTTP, each with the standing on which it was closed."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.standing_query import in_order
from portfolio.api.standing_shape import StandingOut, VerifiedOut
from portfolio.models import CycleClosing
from portfolio.selectors.verified import verified_cycles
from portfolio.services.closings import outdated
from register.clock import now
from register.models import Cycle, Registration
from register.scoping import ScopedView
from register.scoping.inputs import Amount


class CycleRegulation(serializers.Serializer):
    """The version of the rules that judges a cycle. `digest` is the fingerprint of its text."""

    uuid = serializers.UUIDField()
    inForceFrom = serializers.DateField(source="in_force_from")
    digest = serializers.CharField()


class CycleClosingOut(serializers.Serializer):
    """What was made of a cycle when it closed. It never changes; `met: false` takes nothing away by itself.

    `outdated` says that the cycle would be closed otherwise by what is known now, such as attendance reported later:
    the office decides whether anything follows from that.
    """

    example: ClassVar[dict[str, Any]] = {
        "closedAt": "2024-03-01T06:00:00Z",
        "asOf": "2024-03-01",
        "met": True,
        "outcome": "met",
        "carriedOut": {"total": "10"},
        "outdated": False,
        "standing": StandingOut.example,
    }

    closedAt = serializers.DateTimeField(source="closed_at")
    asOf = serializers.DateField(source="as_of")
    met = serializers.BooleanField()
    outcome = serializers.CharField()
    carriedOut = serializers.DictField(
        child=Amount(), source="carried_out", help_text="By the name of the requirement that passes it on."
    )
    outdated = serializers.SerializerMethodField()
    standing = StandingOut(source="document", help_text="The standing on which it closed.")

    def get_outdated(self, closing: CycleClosing) -> bool:
        return outdated(closing, now=now())

    def to_representation(self, instance: CycleClosing) -> dict[str, Any]:
        return {**super().to_representation(instance), "standing": in_order(instance.document)}


class CycleOut(serializers.Serializer):
    """A cycle and the rules that judge it. `endsBefore` is the first day after it."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "c1a5c1de-53a1-4c1c-a1e6-7f0f4a1a2b33",
        "startsOn": "2019-03-01",
        "endsBefore": "2024-03-01",
        "state": "CLOSED",
        "regulation": {
            "uuid": "0c9d6c0e-7d07-4f57-8d0b-55a5a7a0e001",
            "inForceFrom": "2015-01-01",
            "digest": "sha256:0f4636c78f65d3639ece5a064b5ae753e3408614a14fb18ab4d7540d2c248543",
        },
        "closing": CycleClosingOut.example,
        "verified": VerifiedOut.example,
    }

    uuid = serializers.UUIDField()
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before")
    state = serializers.ChoiceField(choices=Cycle.State.choices)
    regulation = CycleRegulation()
    closing = serializers.SerializerMethodField(
        help_text="Null while the cycle is open, and for those who may not read the dossier."
    )

    verified = serializers.SerializerMethodField(
        help_text="Null when no audit of it was decided, and for those who may not read the dossier."
    )

    @extend_schema_field(VerifiedOut(allow_null=True))
    def get_verified(self, cycle: Cycle) -> dict[str, Any] | None:
        found = self.context["verified"].get(cycle.pk)
        return dict(VerifiedOut(found).data) if found else None

    @extend_schema_field(CycleClosingOut(allow_null=True))
    def get_closing(self, cycle: Cycle) -> dict[str, Any] | None:
        closing = self.context["closings"].get(cycle.pk)
        return dict(CycleClosingOut(closing).data) if closing else None


class RegistrationCycleList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": CycleOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The cycles of a registration, each with the rules that judge it and, when closed, what it closed on.

        Of a closing the reader sees no more than of the dossier.
        """
        registration = self.get_or_404(Registration.objects.all(), uuid=uuid)
        rows = Cycle.objects.filter(registration=registration).select_related("regulation")
        return self.page(rows.defer("regulation__source", "regulation__document"))

    def _shaped(self, rows: Any, *, many: bool = False) -> Any:
        closings = CycleClosing.objects.visible_to(self.actor).filter(cycle__in=rows)
        related = closings.select_related("cycle__registration", "cycle__regulation")
        verified = verified_cycles([cycle.pk for cycle in rows], actor=self.actor, known_at=self.now())
        context = {"closings": {closing.pk: closing for closing in related}, "verified": verified}
        return CycleOut(rows, many=many, context=context).data
