"""The addresses of the attendance web service: SOAP at the page itself, form and GET below it, its description.

Plain views: no session, no negotiation, no token. Who sends says so in the document. Whatever is wrong with a call is
told in a summary with status 200, as clients expect; only our own failure is a 500, after which they send again.
"""

import logging
import re
from collections.abc import Callable
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.urls import URLPattern, re_path
from django.views.decorators.csrf import csrf_exempt

from portfolio.services.webservice import wording
from portfolio.services.webservice.answering import answer_document, refused_summary
from portfolio.services.webservice.documents import DocumentRefused, Fault
from portfolio.services.webservice.envelopes import document_in, fault_message, summary_message, version_of
from portfolio.services.webservice.strict_xml import Unreadable, decode_xml
from portfolio.services.webservice.summaries import NO_ACCESS, ErrorLine, Summary, summary_document, summary_element
from portfolio.services.webservice.wsdl import description
from register.clock import now, today
from register.reach import opened_by_key

logger = logging.getLogger(__name__)
# The largest document that is read fits three times: percent signs triple it.
MOST_BYTES = 1024 * 1024
XML = "text/xml; charset=utf-8"
RAW = b"sXML=<"
ABOUT = "Attendance web service. Its description is at {address}?WSDL; documents are sent by POST.\n"


@csrf_exempt
@opened_by_key
def page(request: HttpRequest) -> HttpResponse:
    """The page of the service: its description on GET, a SOAP message on POST."""
    if request.method == "GET":
        address = request.build_absolute_uri(request.path)
        if "wsdl" in {key.lower() for key in request.GET}:
            return HttpResponse(description(address=address), content_type=XML)
        return HttpResponse(ABOUT.format(address=address), content_type="text/plain; charset=utf-8")
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    version = version_of(request.headers.get("Content-Type", ""))
    charset = (request.content_params or {}).get("charset", "")
    try:
        summary = _answer(request, lambda: document_in(_body(request), charset=charset))
        return HttpResponse(summary_message(summary_element(summary), version), content_type=version.content_type)
    except Exception:
        logger.exception("attendance_call_failed")
        failed = fault_message(wording.FAILED.nl, version)
        return HttpResponse(failed, content_type=version.content_type, status=500)


@csrf_exempt
@opened_by_key
def process_xml(request: HttpRequest) -> HttpResponse:
    """The operation by itself: a form with sXML, or the same in the address line where that is allowed."""
    if request.method not in ("GET", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    try:
        summary = _by_get(request) if request.method == "GET" else _answer(request, lambda: _form(_body(request)))
        return HttpResponse(summary_document(summary), content_type=XML)
    except Exception:
        logger.exception("attendance_call_failed")
        return HttpResponse(wording.FAILED.nl, content_type="text/plain; charset=utf-8", status=500)


def _answer(request: HttpRequest, document: Callable[[], str]) -> Summary:
    try:
        text = document()
    except DocumentRefused as refused:
        return refused_summary(refused)
    source = str(request.META.get("REMOTE_ADDR", ""))
    return answer_document(text=text, source=source, today=today(), now=now())


def _by_get(request: HttpRequest) -> Summary:
    query = request.GET
    _forget_query(request)
    if not settings.ATTENDANCE_BY_GET:
        return Summary(0, (), (ErrorLine(NO_ACCESS, wording.NOT_BY_GET.nl),))
    return _answer(request, lambda: _given(query.getlist("sXML")))


def _forget_query(request: HttpRequest) -> None:
    """The address line holds a key: no report of an error, of whatever kind, shall find it in the request."""
    request.GET = QueryDict("")
    without = {"QUERY_STRING": "", "RAW_URI": request.path, "REQUEST_URI": request.path}
    request.META.update({name: value for name, value in without.items() if name in request.META})


def _body(request: HttpRequest) -> bytes:
    """The body, read no further than the largest document that is taken."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    body = request.read(MOST_BYTES + 1) if not length.isdigit() or int(length[:18]) <= MOST_BYTES else None
    if body is None or len(body) > MOST_BYTES:
        raise DocumentRefused(Fault.TOO_LARGE)
    return body


def _form(body: bytes) -> str:
    """sXML of a form. A body in which the document stands as it is, is taken as it is: one known client sends that."""
    if body.startswith(RAW):
        try:
            return decode_xml(body[len(RAW) - 1 :])
        except Unreadable as error:
            raise DocumentRefused(Fault.NOT_XML) from error
    try:
        fields = parse_qs(body.decode("utf-8"), errors="strict", max_num_fields=10)
    except ValueError as error:
        raise DocumentRefused(Fault.NOT_XML) from error
    return _given(fields.get("sXML", []))


def _given(values: list[str]) -> str:
    if len(values) != 1 or not values[0].strip():
        raise DocumentRefused(Fault.NO_DOCUMENT)
    return values[0]


def _in_any_case(address: str) -> str:
    """A pattern for the address in capitals or small letters: learning systems write it in capitals of their own."""
    return "".join(f"[{each}{each.swapcase()}]" if each.isalpha() else re.escape(each) for each in address)


PAGE = "pe-services/pe-attendanceelearning/WriteAttendance.asmx"
urlpatterns: list[URLPattern] = [
    re_path(f"^{_in_any_case(PAGE)}$", page, name="attendance-web-service"),
    re_path(f"^{_in_any_case(PAGE + '/ProcessXML')}$", process_xml, name="attendance-web-service-form"),
]
