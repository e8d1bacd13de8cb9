"""Bringing a dossier in from another installation: sent, checked, decided by the office, booked."""

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.models import DossierImport
from portfolio.services.dossiers.importing import accept_import, bring_in, refuse_import
from register.access import Permission
from register.models import Registration
from register.scoping import ScopedView
from register.scoping.inputs import Input, Line
from register.scoping.uploads import refuse_oversized

WITH_NAMES = ("registration__register",)


class DossierImportIn(Input):
    """An archive of another installation; and which registration in it, when that does not speak for itself."""

    example: ClassVar[dict[str, Any]] = {"file": "(the file)"}

    file = serializers.FileField()
    sourceRegistration = serializers.UUIDField(required=False, source="source", default=None)


class DossierImportAcceptanceIn(Input):
    """That the office takes these facts over as they are."""

    example: ClassVar[dict[str, Any]] = {}


class DossierImportRefusalIn(Input):
    """Why the office does not take them over."""

    example: ClassVar[dict[str, Any]] = {"reason": "Het archief is van iemand anders."}

    reason = Line(max_length=500)


class DossierImportLineOut(serializers.Serializer):
    """Of one part how many rows come along, are here already, are not taken, or stay in the archive."""

    example: ClassVar[dict[str, Any]] = {
        "part": "ledger",
        "outcome": "comes",
        "rows": 41,
        "says": {"nl": "komt mee", "en": "comes along"},
    }

    part = serializers.CharField()
    outcome = serializers.ChoiceField(choices=["comes", "known", "refused", "left"])
    rows = serializers.IntegerField()
    says = serializers.DictField(child=serializers.CharField())


class DossierImportOut(serializers.Serializer):
    """A dossier from another installation about a registration here, and what of it comes along."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "7a1f4c2e-5d3b-4e6f-8a90-1b2c3d4e5f60",
        "registration": "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
        "register": "venvn",
        "installation": "https://register.elders.example",
        "sourceNumber": "0031415",
        "madeAt": "2026-11-20T10:00:00Z",
        "state": "CHECKED",
        "report": [DossierImportLineOut.example],
        "sentAt": "2026-11-22T09:30:00Z",
        "decidedAt": None,
        "reason": "",
        "finishedAt": None,
    }

    uuid = serializers.UUIDField()
    registration = serializers.UUIDField(source="registration.uuid")
    register = serializers.CharField(source="registration.register.code")
    installation = serializers.CharField(source="source")
    sourceNumber = serializers.CharField(source="source_number")
    madeAt = serializers.DateTimeField(source="made_at")
    state = serializers.ChoiceField(choices=DossierImport.State.values)
    report = DossierImportLineOut(many=True)
    sentAt = serializers.DateTimeField(source="sent_at")
    decidedAt = serializers.DateTimeField(source="decided_at", allow_null=True)
    reason = serializers.CharField()
    finishedAt = serializers.DateTimeField(source="finished_at", allow_null=True)


class RegistrationDossierImportList(ScopedView):
    permissions = {"POST": Permission.CORRECT_LEDGER}
    takes = {"POST": DossierImportIn}
    gives = {"POST": DossierImportOut}
    parser_classes = [MultiPartParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_oversized(request, most_bytes=settings.DOSSIER_IMPORT_MAX_BYTES)
        super().initial(request, *args, **kwargs)

    @extend_schema(responses={201: DossierImportOut, 200: DossierImportOut})
    def post(self, request: Request, uuid: UUID) -> Response:
        """Send a dossier from another installation: your own, or as the office. It is checked; the office decides."""
        registration = self.get_or_404(Registration.objects.select_related("register", "person"), uuid=uuid)
        self.require(register_id=registration.register_id, owner_id=registration.person_id)
        body = self.body()
        one, new = bring_in(
            registration=registration,
            content=body["file"].file,
            source=body["source"],
            actor=self.actor,
            now=self.now(),
        )
        return self.created(one, at="dossier-import") if new else self.shown(one)


class DossierImportList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": DossierImportOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own imports, and those of registers whose ledger you correct."""
        return self.page(DossierImport.objects.select_related(*WITH_NAMES))


class DossierImportDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": DossierImportOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """An import and its report."""
        return self.shown(self.get_or_404(DossierImport.objects.select_related(*WITH_NAMES), uuid=uuid))


class DossierImportAcceptanceList(ScopedView):
    permissions = {"POST": Permission.CORRECT_LEDGER}
    takes = {"POST": DossierImportAcceptanceIn}
    gives = {"POST": DossierImportOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take the facts over as they are. They are booked as entered by the office, with where they came from."""
        one = self.get_or_404(DossierImport.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(register_id=one.registration.register_id)
        self.body()
        return self.created(accept_import(one=one, actor=self.actor, now=self.now()), at="dossier-import")


class DossierImportRefusalList(ScopedView):
    permissions = {"POST": Permission.CORRECT_LEDGER}
    takes = {"POST": DossierImportRefusalIn}
    gives = {"POST": DossierImportOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Do not take them over, and say why. The archive is thrown away."""
        one = self.get_or_404(DossierImport.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(register_id=one.registration.register_id)
        moved = refuse_import(one=one, **self.body(), actor=self.actor, now=self.now())
        return self.created(moved, at="dossier-import")
