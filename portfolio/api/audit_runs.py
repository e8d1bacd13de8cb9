"""Audit runs over HTTP: prepared by the office, committed to by another, drawn, and open to whoever wants to check."""

from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.audit_run_shapes import (
    AuditCandidateOut,
    AuditDrawOut,
    AuditRunCancellationIn,
    AuditRunFiguresOut,
    AuditRunIn,
    AuditRunOut,
    AuditRunQuery,
    PopulationPreviewOut,
)
from portfolio.api.decision_shapes import DecisionStepIn
from portfolio.models import Audit, AuditCandidate, AuditRun
from portfolio.models.audit import keepers_of_audits
from portfolio.selectors.audit_figures import run_figures
from portfolio.services.audits.committing import ask_commitment, population_document
from portfolio.services.audits.drawing import ask_draw
from portfolio.services.audits.preparing import cancel_run, prepare_run, preview_population
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.scoping import PublicView, ScopedView

ONE = "audit-run"
ASKED = extend_schema(responses={202: OpenApiResponse(AuditRunOut, "A worker does it.")})
ROWS = AuditRun.objects.select_related("register__association").prefetch_related("strata")


class AuditRunList(ScopedView):
    permissions = {"GET": None, "POST": Permission.PREPARE_AUDITS}
    asks = {"GET": AuditRunQuery}
    takes = {"POST": AuditRunIn}
    gives = {"GET": AuditRunOut, "POST": AuditRunOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Audit runs that were committed to, and those being prepared where you do that."""
        return self.page(ROWS.all())

    def post(self, request: Request) -> Response:
        """Prepare a run for another person to commit to. Its plan does not change: cancel, prepare anew."""
        self.require_somewhere()
        body = self.body()
        self.require(register_id=body["register"].pk)
        return self.created(prepare_run(**body, actor=self.actor, now=self.now()), at=ONE)


class AuditRunDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": AuditRunOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One run, with the digests by which it can be checked."""
        return self.shown(self.get_or_404(ROWS.all(), uuid=uuid))


class _KeeperView(ScopedView):
    """What is there for those who prepare runs of the register or commit to them."""

    def run(self, uuid: UUID) -> AuditRun:
        run = self.get_or_404(ROWS.all(), uuid=uuid)
        if run.register_id not in keepers_of_audits(self.actor):
            raise Forbidden(
                nl="Alleen wie de steekproef voorbereidt of vastlegt, ziet dit.",
                en="Only those who prepare the run or commit to it see this.",
            )
        return run


class AuditRunPreviewList(_KeeperView):
    permissions = {"GET": None}
    gives = {"GET": PopulationPreviewOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """How many would be in each stratum, and be drawn, if the run were committed to today."""
        return self.shown(preview_population(run=self.run(uuid), on=today()))


class _StepView(ScopedView):
    takes = {"POST": DecisionStepIn}
    gives = {"POST": AuditRunOut}

    def run(self, uuid: UUID) -> AuditRun:
        run = self.get_or_404(ROWS.all(), uuid=uuid)
        self.require(register_id=run.register_id)
        return run

    def handed_over(self, run: AuditRun) -> Response:
        """202 with the run as it waits for a worker, and where to follow it."""
        answer = self.shown(run, status=202)
        answer["Location"] = self.request.build_absolute_uri(reverse(ONE, args=[run.uuid]))
        return answer


class AuditRunCommitmentList(_StepView):
    permissions = {"POST": Permission.COMMIT_AUDITS}

    @ASKED
    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask a worker to freeze the population, make the seed and publish the digests of both.

        Not for who prepared the run. Read the run to follow it; `problem` says why nothing came of it.
        """
        run = self.run(uuid)
        self.body()
        return self.handed_over(ask_commitment(run=run, actor=self.actor, today=today(), now=self.now()))


class AuditRunDrawList(_StepView):
    permissions = {"GET": None, "POST": Permission.PREPARE_AUDITS}
    gives = {"GET": AuditDrawOut, "POST": AuditRunOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who was drawn, in the order of the draw. You see yourself, and all where you keep the runs."""
        run = self.get_or_404(ROWS.all(), uuid=uuid)
        return self.page(Audit.objects.filter(run=run).select_related("registration"), ordering="position")

    @ASKED
    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask a worker to draw from what was committed to, and to reveal the seed. Read the run to follow it."""
        run = self.run(uuid)
        self.body()
        return self.handed_over(ask_draw(run=run, actor=self.actor, now=self.now()))


class AuditRunCancellationList(_StepView):
    permissions = {"POST": Permission.PREPARE_AUDITS}
    takes = {"POST": AuditRunCancellationIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Call a run off before its draw. One that was committed to stays public, with the reason and its seed."""
        run = self.run(uuid)
        moment: dict[str, Any] = {"actor": self.actor, "now": self.now()}
        return self.created(cancel_run(run=run, **self.body(), **moment), at=ONE)


class AuditRunCandidateList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": AuditCandidateOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The frozen population: your own line, and all where you keep the runs."""
        run = self.get_or_404(ROWS.all(), uuid=uuid)
        return self.page(AuditCandidate.objects.filter(run=run))


class AuditRunPopulationList(ScopedView):
    permissions = {"GET": None}

    @extend_schema(responses={(200, "text/plain"): OpenApiResponse(str, "The population document, without names.")})
    def get(self, request: Request, uuid: UUID) -> StreamingHttpResponse:
        """The frozen population as the text of which the digest was published. For who is in it, or keeps the runs."""
        run = self.get_or_404(ROWS.all(), uuid=uuid)
        if not AuditCandidate.objects.filter(run=run).visible_to(self.actor).exists():
            raise Forbidden(
                nl="Vraag het bureau om de populatie: u maakt er geen deel van uit.",
                en="Ask the office for the population: you are not in it.",
            )
        answer = StreamingHttpResponse(population_document(run), content_type="text/plain; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="population-{run.uuid}.txt"'
        return answer


class AuditRunFigures(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": AuditRunFiguresOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """How a run went, without persons."""
        return self.shown(run_figures(self.get_or_404(ROWS.all(), uuid=uuid)))


class PublishedAuditRunList(PublicView):
    permissions = {"GET": Permission.READ_PUBLISHED}
    asks = {"GET": AuditRunQuery}
    gives = {"GET": AuditRunOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Every run that was committed to, with its digests, and its seed after the draw; without an account."""
        return self.page(ROWS.all())
