"""Reflections, seen by who wrote them, and what registers ask in them."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.reflection.own import OwnStepIn, OwnView
from portfolio.api.reflection.reflection_shapes import (
    ReflectionChangeIn,
    ReflectionDeclarationIn,
    ReflectionIn,
    ReflectionOut,
    ReflectionQuery,
    TemplateIn,
    TemplateOut,
    TemplateQuery,
)
from portfolio.api.shapes import LedgerEntryOut
from portfolio.models import Reflection, ReflectionTemplate
from portfolio.services.reflections.declaring import declare_reflection
from portfolio.services.reflections.templates import publish_template, withdraw_template
from portfolio.services.reflections.writing import (
    begin_reflection,
    change_reflection,
    complete_reflection,
    remove_reflection,
)
from register.access import Permission
from register.clock import today
from register.models import Register
from register.scoping import ScopedView

REFLECTIONS = Reflection.objects.select_related("template", "entry", "claim", "goal")
TEMPLATES = ReflectionTemplate.objects.select_related("register")


class RegisterReflectionTemplateList(ScopedView):
    permissions = {"GET": None, "POST": Permission.PROPOSE_REGULATION}
    asks = {"GET": TemplateQuery}
    takes = {"POST": TemplateIn}
    gives = {"GET": TemplateOut, "POST": TemplateOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """What this register asks now in reflections, and before conversations."""
        register = self.get_or_404(Register.objects.all(), code=code)
        return self.page(TEMPLATES.in_use().filter(register=register))

    def post(self, request: Request, code: str) -> Response:
        """Publish a template, in the place of the one with the same code."""
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        template = publish_template(register=register, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(template, at="reflection-template")


class ReflectionTemplateDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": TemplateOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One template, also one that was replaced."""
        return self.shown(self.get_or_404(TEMPLATES.all(), uuid=uuid))


class ReflectionTemplateWithdrawalList(ScopedView):
    permissions = {"POST": Permission.PROPOSE_REGULATION}
    takes = {"POST": OwnStepIn}
    gives = {"POST": TemplateOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a template out of use."""
        template = self.get_or_404(TEMPLATES.all(), uuid=uuid)
        self.require(register_id=template.register_id)
        self.body()
        withdrawn = withdraw_template(template=template, actor=self.actor, now=self.now())
        return self.created(withdrawn, at="reflection-template")


class ReflectionList(OwnView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": ReflectionQuery}
    takes = {"POST": ReflectionIn}
    gives = {"GET": ReflectionOut, "POST": ReflectionOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your reflections."""
        return self.page(REFLECTIONS.all())

    def post(self, request: Request) -> Response:
        """Begin a reflection of your own."""
        begun = begin_reflection(person=self.own_person(), **self.body(), actor=self.actor, now=self.now())
        return self.created(begun, at="reflection")


class ReflectionDetail(OwnView):
    permissions = {"GET": None}
    gives = {"GET": ReflectionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One reflection of yours."""
        return self.shown(self.get_or_404(REFLECTIONS.all(), uuid=uuid))


class ReflectionChangeList(OwnView):
    replaces = True
    takes = {"POST": ReflectionChangeIn}
    gives = {"POST": ReflectionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Change a reflection that is not completed."""
        reflection = self.get_or_404(Reflection.objects.all(), uuid=uuid)
        changed = change_reflection(reflection=reflection, changes=self.body(), actor=self.actor, now=self.now())
        return self.created(changed, at="reflection")


class ReflectionCompletionList(OwnView):
    takes = {"POST": OwnStepIn}
    gives = {"POST": ReflectionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Complete a reflection. From then on it stays as it is."""
        reflection = self.get_or_404(Reflection.objects.all(), uuid=uuid)
        self.body()
        completed = complete_reflection(reflection=reflection, actor=self.actor, today=today(), now=self.now())
        return self.created(completed, at="reflection")


class ReflectionDeclarationList(OwnView):
    takes = {"POST": ReflectionDeclarationIn}
    gives = {"POST": LedgerEntryOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Have a completed reflection counted by your register: that you reflected, not what you wrote."""
        reflection = self.get_or_404(REFLECTIONS.all(), uuid=uuid)
        entry = declare_reflection(
            reflection=reflection, **self.body(), actor=self.actor, today=today(), now=self.now()
        )
        return self.created(entry, at="ledger-entry")


class ReflectionRemovalList(OwnView):
    takes = {"POST": OwnStepIn}
    gives = {"POST": ReflectionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Remove a reflection, unless it counts in a register. Gives it a last time."""
        reflection = self.get_or_404(REFLECTIONS.all(), uuid=uuid)
        self.body()
        answer = self.shown(reflection, status=201)
        remove_reflection(reflection=reflection, actor=self.actor, now=self.now())
        return answer
