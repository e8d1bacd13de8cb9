"""Evidence: sent by professionals, read by whoever may see what it shows, handed out as a download only."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.evidence_shapes import (
    ContentQuery,
    EvidenceDuplicateOut,
    EvidenceIn,
    EvidenceLinkIn,
    EvidenceLinkOut,
    EvidenceOut,
    EvidencePlaceIn,
    EvidenceQuery,
    EvidenceRemovalIn,
)
from portfolio.errors import EvidenceUnavailable
from portfolio.models import Evidence
from portfolio.models.evidence import PLACES, Place
from portfolio.services.evidence.adding import add_evidence, ending_of, place_evidence
from portfolio.services.evidence.reading import link_to, read_evidence
from portfolio.services.evidence.removing import remove_evidence
from register.access import Actor, Permission
from register.errors import Forbidden
from register.models import Register
from register.reach import past_the_wall
from register.scoping import ScopedView
from register.scoping.uploads import refuse_oversized

WITH_PLACE = tuple(f"{name}__registration__register" for name in PLACES)


class EvidenceList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": EvidenceQuery}
    takes = {"POST": EvidenceIn}
    gives = {"GET": EvidenceOut, "POST": EvidenceOut}
    paginated = True
    parser_classes = [MultiPartParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_oversized(request, most_bytes=settings.EVIDENCE_MAX_BYTES)
        super().initial(request, *args, **kwargs)

    def get(self, request: Request) -> Response:
        """Your own evidence, and that of the claims and questions you see."""
        return self.page(Evidence.objects.select_related(*PLACES))

    def post(self, request: Request) -> Response:
        """Send a file of your own: PDF, docx, PNG or JPEG, recognised by what it is. Leave out data of patients."""
        person = self.own_person()
        try:
            body = self.body()
            content = body["file"].read(settings.EVIDENCE_MAX_BYTES + 1)
        except OSError as error:  # no room for what came in, or it broke off
            raise EvidenceUnavailable(
                nl="Het bestand kon niet worden ontvangen. Er is niets bewaard; probeer het later opnieuw.",
                en="The file could not be received. Nothing was kept; try again later.",
            ) from error
        evidence = add_evidence(
            person=person,
            file_name=body["file"].name or "",
            content=content,
            place=_place_in(body),
            actor=self.actor,
            now=self.now(),
        )
        return self.created(evidence, at="evidence-file")


class EvidenceDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": EvidenceOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One file: what it is and what it shows."""
        return self.shown(self.get_or_404(Evidence.objects.select_related(*PLACES), uuid=uuid))


class EvidencePlacementList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": EvidencePlaceIn}
    gives = {"POST": EvidenceOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let a file that you keep on its own show a claim or question of yours."""
        evidence = self.get_or_404(Evidence.objects.all(), uuid=uuid)
        _require_own(evidence, self.actor)
        body = self.body()
        place = _place_in(body)
        assert place is not None  # the shape asks for one
        placed = place_evidence(evidence=evidence, place=place, actor=self.actor, now=self.now())
        return self.created(placed, at="evidence-file")


class EvidenceLinkList(ScopedView):
    permissions = {"POST": None}
    takes = {"POST": EvidenceLinkIn}
    gives = {"POST": EvidenceLinkOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """An address for you alone, for a few minutes, that gives the file."""
        evidence = self.get_or_404(Evidence.objects.all(), uuid=uuid)
        self.body()
        return self.shown(link_to(evidence=evidence, actor=self.actor, now=self.now()), status=201)


class EvidenceContent(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": ContentQuery}

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiResponse(bytes, "The file itself.")})
    def get(self, request: Request, uuid: UUID) -> HttpResponse:
        """The file, to be saved: never shown by the browser. The owner sees that you read it."""
        evidence = self.get_or_404(Evidence.objects.select_related(*WITH_PLACE), uuid=uuid)
        if evidence.place is not None:
            self.looked(evidence.place.registration, part="evidence")
        content = read_evidence(evidence=evidence, signature=self.asked["signature"], actor=self.actor, now=self.now())
        answer = HttpResponse(content, content_type="application/octet-stream")
        answer["Content-Disposition"] = f'attachment; filename="{evidence.uuid}{ending_of(evidence.media_type)}"'
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer["Cross-Origin-Resource-Policy"] = "same-origin"
        return answer


class EvidenceRemovalList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": EvidenceRemovalIn}
    gives = {"POST": EvidenceOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a file back, while nothing has been decided about what it shows."""
        evidence = self.get_or_404(Evidence.objects.select_related(*PLACES), uuid=uuid)
        _require_own(evidence, self.actor)
        self.body()
        remove_evidence(evidence=evidence, actor=self.actor, now=self.now())
        return self.shown(evidence, status=201)


class RegisterEvidenceDuplicateList(ScopedView):
    permissions = {"GET": Permission.CORRECT_LEDGER}
    gives = {"GET": EvidenceDuplicateOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """Files of this register that more than one person sent. Only its office sees this."""
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        rows = Evidence.objects.sent_by_several(registers=[register.pk])
        with past_the_wall("Who else sent a file may be on another register; that one is not shown."):
            return self.page(rows.select_related(*WITH_PLACE))


def _place_in(body: dict[str, Any]) -> Place | None:
    return next((place for name in PLACES if (place := body.get(name))), None)


def _require_own(evidence: Evidence, actor: Actor) -> None:
    if evidence.person_id != actor.person_id:
        raise Forbidden(nl="Alleen de eigenaar doet dit.", en="Only the owner does this.")
