"""The public register as pages for people: plain HTML in Dutch and English, without scripts, outside search engines."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

import segno
from django.urls import URLPattern, path
from django.utils import translation
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from register.access import Permission
from register.api.public_register.shapes import SearchIn, page_of
from register.api.public_register.views import RegisterView, unkept
from register.catalogue import Status
from register.clock import today
from register.errors import DomainError
from register.scoping.renderers import LanguageQuery, PageRenderer
from register.scoping.wording import say
from register.selectors.name_search import LEAST_LETTERS
from register.selectors.public_register import Card, Span, public_registers

WORDS = {
    Status.CANDIDATE: ("Kandidaat", "Candidate"),
    Status.REGISTERED: ("Geregistreerd", "Registered"),
    Status.CONDITIONAL: ("Geregistreerd onder voorwaarden", "Registered under conditions"),
    Status.IN_GRACE: ("Geregistreerd, in uitloop", "Registered, in grace"),
    Status.SUSPENDED: ("Geschorst", "Suspended"),
    Status.LAPSED: ("Registratie vervallen", "Registration lapsed"),
    Status.STRUCK_OFF: ("Doorgehaald", "Struck off"),
    Status.LEFT: ("Uitgeschreven", "Left the register"),
    Status.DECEASED: ("Overleden", "Deceased"),
}


class _Page(RegisterView):
    permissions = {"GET": Permission.READ_PUBLISHED, "POST": Permission.READ_PUBLISHED}
    asks = {"GET": LanguageQuery, "POST": LanguageQuery}
    renderer_classes = [PageRenderer]
    templates = "register/public_register"
    words: ClassVar[Mapping[str, Any]] = {"least": LEAST_LETTERS}
    parser_classes = [FormParser, MultiPartParser]
    template = ""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if language := self.asked.get("language"):
            translation.activate(language)


class RegistersPage(_Page):
    """Which registers can be searched."""

    template = "registers"

    def get(self, request: Request) -> Response:
        return Response({"registers": public_registers(on=today())})


class RegisterPage(_Page):
    """A form to look somebody up, and who was found."""

    takes = {"POST": SearchIn}
    template = "register"

    def get(self, request: Request, code: str) -> Response:
        return Response({"public": self.public(code)})

    def post(self, request: Request, code: str) -> Response:
        public = self.public(code)
        asked: Any = request.data
        page: dict[str, Any] = {"public": public, "asked": asked, "answered": True}
        try:
            sent = SearchIn(data={key: value for key, value in asked.items() if value})
            sent.is_valid(raise_exception=True)
            found = self.found(public, **sent.validated_data)
        except ValidationError as error:
            problems: Any = error.detail
            page["refused"] = next(str(one) for rows in problems.values() for one in rows)
        except DomainError as error:
            page["refused"] = say(error.nl, error.en)
        else:
            page |= {"too_many": found.too_many, "found": [_shown(card) for card in found.cards]}
        return unkept(Response(page))


class RegistrationPage(_Page):
    """The card of one registration, where its QR code leads."""

    permissions = {"GET": Permission.READ_PUBLISHED}
    template = "registration"

    def get(self, request: Request, uuid: UUID) -> Response:
        return Response(_shown(self.card(uuid)) | {"today": today()})


def _shown(card: Card) -> dict[str, Any]:
    address = page_of(card.registration)
    return {
        "registration": card.registration,
        "status": _word(card.current),
        "good": card.current.value in (Status.REGISTERED, Status.CONDITIONAL, Status.IN_GRACE),
        "since": card.current.starts_on,
        "former": [(_word(one), one) for one in card.former],
        "endorsements": card.endorsements,
        "annotations": card.annotations,
        "address": address,
        "qr": segno.make(address, error="m", micro=False).svg_inline(scale=3, title=address),
    }


def _word(span: Span) -> str:
    return say(*WORDS[Status(span.value)])


urlpatterns: list[URLPattern] = [
    path("public-registers", RegistersPage.as_view(schema=None), name="public-registers-page"),
    path("public-registers/<slug:code>", RegisterPage.as_view(schema=None), name="public-register-page"),
    path("public-registrations/<uuid:uuid>", RegistrationPage.as_view(schema=None), name="public-registration-page"),
]
