"""Incentive schemes over HTTP: kept by associations, read by everybody, matched to oneself."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.scheme_shapes import (
    SchemeChangeIn,
    SchemeEndIn,
    SchemeIn,
    SchemeMatchesOut,
    SchemeMatchQuery,
    SchemeOut,
    SchemeQuery,
)
from accreditation.models import IncentiveScheme
from accreditation.selectors.schemes import matches_of
from accreditation.services.schemes import add_scheme, change_scheme, end_scheme
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Association, Person
from register.scoping import ScopedView


class AssociationSchemeList(ScopedView):
    permissions = {"GET": None, "POST": Permission.KEEP_SCHEMES}
    asks = {"GET": SchemeQuery}
    takes = {"POST": SchemeIn}
    gives = {"GET": SchemeOut, "POST": SchemeOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """What an association found that helps pay for development, also what is over."""
        association = self.get_or_404(Association.objects.all(), uuid=uuid)
        return self.page(IncentiveScheme.objects.filter(association=association).select_related("association"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Put a scheme in the catalogue of your association."""
        association = self.get_or_404(Association.objects.all(), uuid=uuid)
        self.require(organisation_id=association.pk)
        scheme = add_scheme(
            association=association, contents=self.body(), actor=self.actor, today=today(), now=self.now()
        )
        return self.created(scheme, at="incentive-scheme")


class SchemeDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": SchemeOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One scheme."""
        return self.shown(self.get_or_404(IncentiveScheme.objects.select_related("association"), uuid=uuid))


class _KeptScheme(ScopedView):
    permissions = {"POST": Permission.KEEP_SCHEMES}
    gives = {"POST": SchemeOut}

    def kept(self, uuid: UUID) -> IncentiveScheme:
        scheme = self.get_or_404(IncentiveScheme.objects.select_related("association"), uuid=uuid)
        self.require(organisation_id=scheme.association_id)
        return scheme


class SchemeChangeList(_KeptScheme):
    replaces = True
    takes = {"POST": SchemeChangeIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say what is other than it was, or that it was read again and still holds."""
        scheme = self.kept(uuid)
        changed = change_scheme(scheme=scheme, changes=self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(changed, at="incentive-scheme")


class SchemeEndList(_KeptScheme):
    takes = {"POST": SchemeEndIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let a scheme be over from a day on."""
        scheme = self.kept(uuid)
        return self.created(
            end_scheme(scheme=scheme, **self.body(), actor=self.actor, now=self.now()), at="incentive-scheme"
        )


class SchemeMatchList(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    asks = {"GET": SchemeMatchQuery}
    gives = {"GET": SchemeMatchesOut}

    def get(self, request: Request) -> Response:
        """What there is for you: grants, rights and budgets, by what your registers know and what you say here."""
        person = Person.objects.filter(pk=self.actor.person_id or 0).first()
        if person is None:
            raise Forbidden(
                nl="Dit account hoort niet bij een persoon.", en="This account does not belong to a person."
            )
        found = matches_of(person, said=self.asked, on=today(), known_at=self.now())
        return self.shown({"matches": found})
