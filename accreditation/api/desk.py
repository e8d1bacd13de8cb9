"""Around the applications: withdrawals, changes, interests, what assessors know, figures, and blocks."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.desk_shapes import (
    AgreementOut,
    CourseChangeOut,
    CourseChangeQuery,
    ExpertiseIn,
    ExpertiseOut,
    FiguresQuery,
    InterestIn,
    InterestOut,
    ProviderBlockOut,
    WithdrawalIn,
    WithdrawalOut,
)
from accreditation.api.policy_shapes import Nothing
from accreditation.models import Accreditation, CourseChange, DeclaredInterest, Expertise, ProviderBlock, Withdrawal
from accreditation.selectors.advice_figures import agreement_figures
from accreditation.services.assessors import note_expertise
from accreditation.services.interests import declare_interest, end_interest
from accreditation.services.withdrawals import confirm_withdrawal, drop_withdrawal, propose_withdrawal
from register.access import Permission
from register.clock import today
from register.models import Register
from register.scoping import ScopedView

DAY, YEAR = timedelta(days=1), timedelta(days=365)
OF_WITHDRAWAL = ("course__provider", "register__association")


class AccreditationWithdrawals(ScopedView):
    permissions = {"POST": Permission.CHECK_APPLICATIONS}
    takes = {"POST": WithdrawalIn}
    gives = {"POST": WithdrawalOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Propose to take back what the register decided on this course; somebody else confirms it."""
        rows = Accreditation.objects.in_force().select_related(*OF_WITHDRAWAL)
        accreditation = self.get_or_404(rows, uuid=uuid)
        self.require(register_id=accreditation.register_id)
        withdrawal = propose_withdrawal(
            course=accreditation.course,
            register=accreditation.register,
            **{"withdrawn_from": None} | self.body(),
            actor=self.actor,
            today=today(),
            now=self.now(),
        )
        return self.created(withdrawal, at="withdrawal")


class WithdrawalList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": WithdrawalOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Proposals to take accreditations back: of your provider's courses, or of your register."""
        return self.page(Withdrawal.objects.select_related(*OF_WITHDRAWAL))


class WithdrawalDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": WithdrawalOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One proposal, and what became of it."""
        return self.shown(self.get_or_404(Withdrawal.objects.select_related(*OF_WITHDRAWAL), uuid=uuid))


class WithdrawalConfirmations(ScopedView):
    permissions = {"POST": Permission.DECIDE_ACCREDITATION}
    takes = {"POST": Nothing}
    gives = {"POST": WithdrawalOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take the accreditation back, with the effect that was proposed."""
        withdrawal = self.get_or_404(Withdrawal.objects.select_related(*OF_WITHDRAWAL), uuid=uuid)
        self.require(register_id=withdrawal.register_id)
        self.body()
        confirmed = confirm_withdrawal(withdrawal=withdrawal, actor=self.actor, today=today(), now=self.now())
        return self.created(confirmed, at="withdrawal")


class WithdrawalRefusals(ScopedView):
    permissions = {"POST": Permission.DECIDE_ACCREDITATION}
    takes = {"POST": Nothing}
    gives = {"POST": WithdrawalOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let the proposal fall: the accreditation stays."""
        withdrawal = self.get_or_404(Withdrawal.objects.select_related(*OF_WITHDRAWAL), uuid=uuid)
        self.require(register_id=withdrawal.register_id)
        self.body()
        return self.created(drop_withdrawal(withdrawal=withdrawal, actor=self.actor, now=self.now()), at="withdrawal")


class CourseChangeList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": CourseChangeQuery}
    gives = {"GET": CourseChangeOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """What new versions of accredited courses mean: of your provider's courses, or in your register."""
        rows = CourseChange.objects.select_related("version__course", "register")
        waits = Q(effect=CourseChange.Effect.REASSESS, settled_by=None)
        settled = self.asked.pop("settled", None)
        if settled is not None:
            rows = rows.exclude(waits) if settled else rows.filter(waits)
        return self.page(rows)


class InterestList(ScopedView):
    permissions = {"GET": None, "POST": Permission.READ_REGISTRATIONS}
    takes = {"POST": InterestIn}
    gives = {"GET": InterestOut, "POST": InterestOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Interests that you declared; to an office also those of its assessors."""
        return self.page(DeclaredInterest.objects.select_related("user", "provider", "course"))

    def post(self, request: Request) -> Response:
        """Declare an interest of yours: it keeps you from advising and deciding."""
        self.require_somewhere()
        return self.created(declare_interest(**self.body(), actor=self.actor, now=self.now()), at="interest")


class InterestDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": InterestOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One declared interest."""
        rows = DeclaredInterest.objects.select_related("user", "provider", "course")
        return self.shown(self.get_or_404(rows, uuid=uuid))


class InterestEndings(ScopedView):
    permissions = {"POST": Permission.READ_REGISTRATIONS}
    takes = {"POST": Nothing}
    gives = {"POST": InterestOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that an interest of yours is over."""
        own = DeclaredInterest.objects.filter(user=self.actor.user_id).select_related("user", "provider", "course")
        interest = self.get_or_404(own, uuid=uuid)
        self.require_somewhere()
        self.body()
        return self.created(end_interest(interest=interest, actor=self.actor, now=self.now()), at="interest")


class AssessorList(ScopedView):
    permissions = {"GET": Permission.CHECK_APPLICATIONS, "POST": Permission.CHECK_APPLICATIONS}
    takes = {"POST": ExpertiseIn}
    gives = {"GET": ExpertiseOut, "POST": ExpertiseOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """What the assessors of the register know."""
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        return self.page(Expertise.objects.filter(register=register).select_related("user__person", "register"))

    def post(self, request: Request, code: str) -> Response:
        """Note what an assessor knows and how much they take on; said again, it replaces what was noted."""
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        body = self.body()
        expertise = note_expertise(
            assessor=body.pop("assessor"), register=register, known=body, actor=self.actor, now=self.now()
        )
        return self.created(expertise, at="assessor")


class AssessorDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ExpertiseOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What one assessor knows: for themselves and for the office."""
        return self.shown(self.get_or_404(Expertise.objects.select_related("user__person", "register"), uuid=uuid))


class AdviceFigures(ScopedView):
    permissions = {"GET": Permission.CHECK_APPLICATIONS}
    asks = {"GET": FiguresQuery}
    gives = {"GET": AgreementOut}

    def get(self, request: Request, code: str) -> Response:
        """How far assessors agree with what was decided, with each other, and with blind advices."""
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        period = {"decided_from": today() - YEAR, "decided_before": today() + DAY} | self.asked
        return self.shown(agreement_figures(register, **period))


class ProviderBlockList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ProviderBlockOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """What keeps providers from applying: yours, or those in your register."""
        return self.page(ProviderBlock.objects.select_related("provider", "register"))
