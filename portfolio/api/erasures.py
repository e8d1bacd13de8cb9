"""Having a dossier forgotten: what would go, asking it, agreeing to it, taking it back."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.erasure_shapes import (
    ErasureAgreementIn,
    ErasureIn,
    ErasureOut,
    ErasurePreviewOut,
    ErasureWithdrawalIn,
    in_words,
)
from portfolio.models import Erasure
from portfolio.selectors.holds import holds_of, with_holds
from portfolio.services.dossiers.erasing import (
    agree_to_erasure,
    ask_for_erasure,
    receipt_of,
    withdraw_erasure,
)
from register.access import Actor, Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Person, Registration
from register.scoping import ScopedView

WITH_NAMES = ("person", "asked_by")


class PersonErasurePreviewList(ScopedView):
    permissions = {"GET": Permission.MANAGE_REGISTRATIONS}
    gives = {"GET": ErasurePreviewOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What an erasure would take away today, and what stays on which ground: for yourself, or as the office."""
        person = self.get_or_404(Person.objects.all(), uuid=uuid)
        _require_own_or_office(self.actor, person.pk)
        return self.shown(
            {"lines": receipt_of(person, on=today()), "held_by": in_words(holds_of(person.pk, on=today()))}
        )


class PersonErasureList(ScopedView):
    permissions = {"POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": ErasureIn}
    gives = {"POST": ErasureOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask that what law does not keep is forgotten: yourself, or as the office for somebody who wrote to it."""
        person = self.get_or_404(Person.objects.all(), uuid=uuid)
        _require_own_or_office(self.actor, person.pk)
        self.body()
        return self.created(ask_for_erasure(person=person, actor=self.actor, now=self.now()), at="erasure")


class ErasureList(ScopedView):
    past_walls = "What runs in any register holds the dossier."
    permissions = {"GET": None}
    gives = {"GET": ErasureOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own requests, and those about people on registers that you keep."""
        return self.page(with_holds(Erasure.objects.select_related(*WITH_NAMES), on=today()))


class ErasureDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ErasureOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """A request, and its receipt once it was carried out."""
        return self.shown(self.get_or_404(Erasure.objects.select_related(*WITH_NAMES), uuid=uuid))


class ErasureAgreementList(ScopedView):
    permissions = {"POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": ErasureAgreementIn}
    gives = {"POST": ErasureOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Agree, as the second person of the office, to what the first asked for somebody."""
        erasure = self.get_or_404(Erasure.objects.select_related(*WITH_NAMES), uuid=uuid)
        _require_office(self.actor, erasure.person_id)
        self.body()
        return self.created(agree_to_erasure(erasure=erasure, actor=self.actor, now=self.now()), at="erasure")


class ErasureWithdrawalList(ScopedView):
    permissions = {"POST": None}
    takes = {"POST": ErasureWithdrawalIn}
    gives = {"POST": ErasureOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take the request back, while nothing was forgotten."""
        erasure = self.get_or_404(Erasure.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.body()
        return self.created(withdraw_erasure(erasure=erasure, actor=self.actor, now=self.now()), at="erasure")


def _require_own_or_office(actor: Actor, person_id: int) -> None:
    if actor.person_id != person_id:
        _require_office(actor, person_id)


def _require_office(actor: Actor, person_id: int) -> None:
    registers = actor.registers_with(Permission.MANAGE_REGISTRATIONS)
    if not Registration.objects.filter(person=person_id, register__in=registers).exists():
        raise Forbidden(
            nl="Alleen wie de inschrijvingen van deze persoon beheert, doet dit.",
            en="Only who manages the registrations of this person does this.",
        )
