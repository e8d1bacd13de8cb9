"""The base of every view of the API: who acts, what may be asked, what exists for the actor."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from rest_framework.exceptions import ErrorDetail, MethodNotAllowed, ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.settings import api_settings
from rest_framework.views import APIView
from structlog.contextvars import get_contextvars

from register.access import STEP_UP, VISITOR, Actor, Permission
from register.clock import now, today
from register.errors import Forbidden
from register.models import Organisation, Person, Register, Registration, User
from register.reach import past_the_wall, reach_of, set_reach
from register.scoping.conditions import named_by_tag, require_what_was_read
from register.scoping.inputs import Input
from register.scoping.looks import Looks
from register.scoping.once import done_once, key_of
from register.scoping.sign_in import require_recent, require_second_factor
from register.scoping.wording import say
from register.selectors import actor_for
from register.services.kept_answers import KeyOwner

Row = TypeVar("Row", bound=Model)
PAGE_KEYS = frozenset({"cursor", "pageSize"})


class ScopedView(APIView):
    """A view that acts for somebody.

    Four tables, each by method, from which the published schema is read as well: `permissions` names what is needed
    (None: to be signed in), `asks` the query, `takes` the body and `gives` the answer. What is not in them is refused.

    Whatever changes something takes an Idempotency-Key. A machine has to send one, unless `repeat_is_harmless`: then
    the request does nothing, or is known again by what it says.

    Whatever is read has an ETag. Whatever changes something takes If-Match; one that `replaces` what somebody wrote
    has to send it.

    Who holds a role uses it with a second factor only (`one_factor` names the views that are needed before that), and
    what changes something by a permission of `STEP_UP`, or by a method in `recent`, takes a recent proof of who asks.
    """

    permissions: ClassVar[Mapping[str, Permission | None]] = {}
    asks: ClassVar[Mapping[str, type[Input]]] = {}
    takes: ClassVar[Mapping[str, type[Input]]] = {}
    gives: ClassVar[Mapping[str, type[BaseSerializer]]] = {}
    paginated: ClassVar[bool] = False
    repeat_is_harmless: ClassVar[bool] = False
    replaces: ClassVar[bool] = False
    locks = False  # whether what is read stays as it is until the end of the transaction
    one_factor: ClassVar[bool] = False
    recent: ClassVar[frozenset[str]] = frozenset()
    # Methods that may be used so often (register.errors.TooOften), and statuses that do not follow from what is here.
    counted: ClassVar[frozenset[str]] = frozenset()
    answers: ClassVar[Mapping[str, tuple[int, ...]]] = {}
    # Why this view reaches past the wall of the database (register.reach): it serves no account. Empty: it does not.
    past_walls: ClassVar[str] = ""
    # Relations to people who are shown by name to whoever may see the row: fetched past the wall, after the row itself.
    names: ClassVar[tuple[str, ...]] = ()
    http_method_names = ["get", "head", "post"]
    problem_place = "body"
    actor: Actor
    asked: dict[str, Any]
    looks: Looks

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST" and (self.replaces or "If-Match" in request.headers):
            with transaction.atomic():  # what is compared and what is done are one
                return super().dispatch(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self._method not in self.permissions:
            raise MethodNotAllowed(str(request.method))  # before anything is said about the query
        self.actor = self.actor_of(request)
        set_reach(reach_of(self.actor), past_walls=bool(self.past_walls))
        self._check_sign_in(request)
        self.looks = Looks(self.actor)
        self.asked = self._asked(request)
        if self._method != "GET" and self.actor != VISITOR:
            self._once(request)

    def _once(self, request: Request) -> None:
        """Answer a request that has an Idempotency-Key by a handler that does it once."""
        machine = cast(User, request.user).is_machine
        key = key_of(request, needed=machine and not self.repeat_is_harmless)
        if key is None:
            return
        name = self._method.lower()
        organisation = next((grant.organisation_id for grant in self.actor.grants), None) if machine else None
        owner = KeyOwner(organisation) if organisation else KeyOwner(user_id=self.actor.user_id)
        may_read = self.require_somewhere  # what was given may have been taken away since
        setattr(self, name, done_once(getattr(self, name), key=key, owner=owner, may_read=may_read, now=self.now()))

    def get_throttles(self) -> list[Any]:
        self.limits = super().get_throttles()
        return self.limits

    def actor_of(self, request: Request) -> Actor:
        """Whom this request acts for."""
        # A machine's rights are those of its token; an account of a machine without one has none.
        scopes = request.auth if isinstance(request.auth, frozenset) else None
        user = cast(User, request.user)  # nobody else comes past the permission classes
        if user.is_machine and not scopes:
            raise Forbidden(
                nl="Dit token heeft geen scopes. Vraag een token aan met de scopes die u nodig hebt.",
                en="This token has no scopes. Ask for a token with the scopes you need.",
            )
        return actor_for(user, on=today(), scopes=scopes)

    def _check_sign_in(self, request: Request) -> None:
        if self.actor.scopes is not None:
            return  # a machine: each token is a proof of its own
        if self.actor.grants and not self.one_factor:
            require_second_factor(request)
        changes = self._method not in SAFE_METHODS
        if self._method in self.recent or (changes and self.permission in STEP_UP):
            require_recent(request, now=self.now())

    def _asked(self, request: Request) -> dict[str, Any]:
        given = request.query_params
        of_page = PAGE_KEYS if self.paginated and self._method == "GET" else frozenset()
        own = {key: given[key] for key in given if key not in of_page}
        query = self.asks.get(self._method, Input)(data=own, context={"actor": self.actor})
        query.is_valid()
        errors: dict[str, Any] = dict(query.errors)
        for key in given:
            if len(given.getlist(key)) > 1:
                text = say("Geef deze parameter één keer.", "Give this parameter once.")
                errors[key] = [ErrorDetail(text, code="repeated")]
        if errors:
            self.problem_place = "query"
            raise ValidationError(errors)
        return dict(query.validated_data)

    @property
    def permission(self) -> Permission | None:
        return self.permissions[self._method]

    @property
    def _method(self) -> str:
        return "GET" if self.request.method == "HEAD" else str(self.request.method)

    def require(
        self, *, register_id: int | None = None, organisation_id: int | None = None, owner_id: int | None = None
    ) -> None:
        """403 unless the actor holds this method's permission for the register or organisation, or is the owner."""
        permission = self.permission
        if owner_id is not None and owner_id == self.actor.person_id:
            return
        if permission and not self.actor.may(permission, register_id=register_id, organisation_id=organisation_id):
            raise _refused(permission)

    def require_whole(self, organisation: Organisation) -> None:
        """403 unless the actor holds this method's permission there, of an association for all of its registers."""
        self.require(organisation_id=organisation.pk)
        registers = set(Register.objects.filter(association=organisation.pk).values_list("pk", flat=True))
        if (permission := self.permission) and not registers <= self.actor.registers_with(permission):
            raise Forbidden(
                nl="Dit geldt voor alle registers van de vereniging. Uw rol geldt niet voor alle.",
                en="This is for all registers of the association. Your role is not for all of them.",
            )

    def require_somewhere(self) -> None:
        """403 unless the actor holds this method's permission anywhere: for collections that scope their own rows."""
        if (permission := self.permission) and not self.actor.may_somewhere(permission):
            raise _refused(permission)

    def get_or_404(self, rows: QuerySet[Row], **lookup: UUID | str) -> Row:
        """One row of those the actor can see. Outside them nothing exists, whatever the reason."""
        seen = rows.visible_to(self.actor)  # type: ignore[attr-defined]
        try:
            if self.locks:
                pk = seen.values_list("pk", flat=True).get(**lookup)
                rows.model._base_manager.select_for_update(no_key=True).get(pk=pk)
            row: Row = seen.get(**lookup)
        except ObjectDoesNotExist:
            raise Http404 from None
        if self._method == "GET":
            self.looks.saw([row], in_list=False)
        return row

    def require_person(self) -> int:
        """The id of the person behind the account; 403 for an account without one: it has no dossier of its own."""
        if self.actor.person_id is None:
            raise Forbidden(
                nl="Dit account hoort niet bij een persoon en heeft geen eigen dossier.",
                en="This account does not belong to a person and has no dossier of its own.",
            )
        return self.actor.person_id

    def own_person(self) -> Person:
        """The person behind the account; 403 for an account without one."""
        return Person.objects.get(pk=self.require_person())

    def looked(self, registration: Registration, *, part: str) -> None:
        """Leave a trace for the one a dossier is about: somebody of its register read this part, by which role."""
        self.looks.looked(person_id=registration.person_id, part=part, register_id=registration.register_id)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        if answer.status_code < 300 and hasattr(self, "looks"):
            trace = str(get_contextvars().get("request_id", ""))
            self.looks.keep(trace=trace, now=self.now())
        for limit in getattr(self, "limits", ()):
            for name, value in limit.told().items():
                answer[name] = f"{value}, {answer[name]}" if name in answer else value
        if answer.status_code == 200 and request.method in ("GET", "HEAD") and isinstance(answer, Response):
            return named_by_tag(request, answer)
        return answer

    def body(self) -> dict[str, Any]:
        """The body in the terms of `takes`. Every wrong, unknown or read-only field is named at once."""
        shown = getattr(self.gives.get(self._method), "_declared_fields", {})
        context = {"actor": self.actor, "read_only": frozenset(shown)}
        checked = self.takes[self._method](data=self.request.data, context=context)
        checked.is_valid(raise_exception=True)
        require_what_was_read(self, self.request, needed=self.replaces)
        return dict(checked.validated_data)

    def page(self, rows: QuerySet[Any], *, ordering: str = "-id") -> Response:
        """One page of the rows that the actor can see and asked for, newest first."""
        seen = rows.visible_to(self.actor).filter(**self.asked)  # type: ignore[attr-defined]
        self.problem_place = "query"
        paginator = cast(Any, api_settings.DEFAULT_PAGINATION_CLASS)()
        paginator.ordering = ordering
        found = paginator.paginate_queryset(seen, self.request, view=self)
        self.looks.saw(found, in_list=True)
        return paginator.get_paginated_response(self._shaped(found, many=True))  # type: ignore[no-any-return]

    def shown(self, row: Any, *, status: int = 200) -> Response:
        """One row as this method gives it."""
        return Response(self._shaped(row), status=status)

    def created(self, row: Any, *, at: str) -> Response:
        """201 with the new row, and where it is: the address named `at`."""
        location = self.request.build_absolute_uri(reverse(at, args=[row.uuid]))
        return Response(self._shaped(row), status=201, headers={"Location": location})

    def _shaped(self, rows: Any, *, many: bool = False) -> Any:
        if self.names:
            with past_the_wall("Whoever sees a row knows by name who is in it, wherever they are registered."):
                prefetch_related_objects(rows if many else [rows], *self.names)
        context = {"request": self.request, "actor": self.actor}
        return self.gives[self._method](rows, many=many, context=context).data

    def now(self) -> datetime:
        return now()


def _refused(permission: Permission) -> Forbidden:
    return Forbidden(
        nl=f"Uw rol geeft u hier geen recht toe ({permission.value}).",
        en=f"Your role does not allow this here ({permission.value}).",
    )
