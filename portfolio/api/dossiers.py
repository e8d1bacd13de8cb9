"""The dossier of a registration: where it stands, and the facts that say so."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.shapes import DossierQuery, FactIn, LedgerEntryOut, LedgerEntryQuery, ReversalIn
from portfolio.api.standing_query import StandingQuery, in_order
from portfolio.api.standing_shape import ServedStandingOut, VerifiedOut
from portfolio.models import LedgerEntry
from portfolio.selectors.dossiers import registers_reading
from portfolio.selectors.verified import verified_cycle
from portfolio.services.corrections import enter_fact, take_back
from portfolio.services.past_standings import standing_as_known
from portfolio.services.standings import standing_document
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Registration
from register.scoping import ScopedView

WITH_NAMES = ("person", "registration", "edition", "reverses", "reversed_by")


class RegistrationStanding(ScopedView):
    permissions = {"GET": Permission.READ_DOSSIERS}
    asks = {"GET": StandingQuery}
    gives = {"GET": ServedStandingOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """Where a registration stands today, and why: your own, or one whose dossier you may read.

        `met` is what the rules make of what is known, `verified` what an audit found: neither follows from the other.

        Of another day with `asOf`; with `knownAt` as it was, or would have been, served at that moment, byte for byte.
        """
        registration = self.get_or_404(Registration.objects.select_related("register"), uuid=uuid)
        self.require(register_id=registration.register_id, owner_id=registration.person_id)
        self.looked(registration, part="standings")
        if self.asked:
            past = {"on": today(), "known_at": self.now(), **self.asked}
            return self._served(registration, standing_as_known(registration=registration, **past), past["known_at"])
        document = standing_document(registration=registration, on=today(), now=self.now())
        return self._served(registration, document, self.now())

    def _served(self, registration: Registration, document: dict[str, Any], known_at: datetime) -> Response:
        starts_on = date.fromisoformat(document["cycle"]["from"])
        found = verified_cycle(registration_id=registration.pk, starts_on=starts_on, known_at=known_at)
        verified = dict(VerifiedOut(found).data) if found else None
        return Response({**in_order(document), "verified": verified})


class RegistrationLedgerEntryList(ScopedView):
    permissions = {"GET": Permission.READ_DOSSIERS, "POST": Permission.CORRECT_LEDGER}
    asks = {"GET": DossierQuery}
    takes = {"POST": FactIn}
    gives = {"GET": LedgerEntryOut, "POST": LedgerEntryOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The facts that serve a registration: entered for it, or for the person."""
        registration = self.get_or_404(Registration.objects.select_related("register"), uuid=uuid)
        self.require(register_id=registration.register_id, owner_id=registration.person_id)
        self.looked(registration, part="ledger")
        serving = Q(registration=registration) | Q(registration=None)
        rows = LedgerEntry.objects.filter(serving, person=registration.person_id)
        return self.page(rows.select_related(*WITH_NAMES))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Enter a fact as the register office: leave, work, a decision, a declaration, …"""
        registration = self.get_or_404(Registration.objects.select_related("register", "person"), uuid=uuid)
        self.require(register_id=registration.register_id)
        entry = enter_fact(registration=registration, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(entry, at="ledger-entry")


class LedgerEntryList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": LedgerEntryQuery}
    gives = {"GET": LedgerEntryOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own facts, and those of the dossiers you may read."""
        return self.page(LedgerEntry.objects.select_related(*WITH_NAMES))


class LedgerEntryDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": LedgerEntryOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One fact."""
        return self.shown(self.get_or_404(LedgerEntry.objects.select_related(*WITH_NAMES), uuid=uuid))


class LedgerEntryReversalList(ScopedView):
    permissions = {"POST": Permission.CORRECT_LEDGER}
    takes = {"POST": ReversalIn}
    gives = {"POST": LedgerEntryOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a wrong entry back by a new one that says why."""
        entry = self.get_or_404(LedgerEntry.objects.select_related(*WITH_NAMES), uuid=uuid)
        self._require_one_of(registers_reading(entry))
        reversal = take_back(entry=entry, **self.body(), actor=self.actor, now=self.now())
        return self.created(reversal, at="ledger-entry")

    def _require_one_of(self, registers: frozenset[int]) -> None:
        if not registers & self.actor.registers_with(Permission.CORRECT_LEDGER):
            raise Forbidden(
                nl="Alleen het bureau van een register waarvoor dit feit telt, boekt het terug.",
                en="Only the office of a register for which this fact counts takes it back.",
            )
