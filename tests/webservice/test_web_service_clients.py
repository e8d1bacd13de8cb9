"""Two SOAP clients that know nothing of us but the description, and clients that send forms, to a live server."""

import os
import socket
import sys
import urllib.request
from urllib.parse import quote, urlencode

import pytest
import requests
import suds.client
import zeep
from lxml import etree

from tests.webservice.conftest import make_school
from tests.webservice.entries import DAY, NAMESPACE, PAGE, Answer, envelope, row
from tests.worker.processes import background, database_url

__all__ = ["background"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school(transactional_db):
    return make_school()


@pytest.fixture
def document(school) -> str:
    return school.sender.entry(row("0012345", "ELEARN"), row("Zoë & <co>", "ELEARN"))


@pytest.fixture
def address(live_server) -> str:
    return live_server.url + PAGE


def judge(answer: Answer) -> None:
    """What every client must have heard."""
    assert answer.counts == (1, 1, 2)
    assert answer.accepted == [{"person": "0012345", "course": "ELEARN", "date": DAY}]
    ((number, message),) = answer.errors
    assert number == 100
    assert message.startswith("Rij 3: persoon Zoë & <co> is niet bekend")


def test_zeep_imports_the_description_and_calls(address, document):
    with requests.Session() as session:  # ends, so that the server can let go of the database
        client = zeep.Client(f"{address}?WSDL", transport=zeep.Transport(session=session))
        summary = client.service.ProcessXML(sXML=document)

    assert summary.tag == "Summary"
    judge(Answer(summary))


def test_suds_imports_the_description_and_calls(address, school):
    # suds takes a document that already has entities for one that is escaped, so this has none.
    document = school.sender.entry(row("0012345", "ELEARN"), row("Zoë", "ELEARN"))
    client = suds.client.Client(f"{address}?WSDL", cache=None, port="WriteAttendanceSoap")

    summary = client.service.ProcessXML(document).Summary

    assert (int(summary.Results.accepted_rows), int(summary.Results.rejected_rows)) == (1, 1)
    assert summary.Accepted.person == "0012345"
    assert summary.Accepted.date == DAY
    assert int(summary.Error.errorNR) == 100
    assert "persoon Zoë is niet bekend" in summary.Error.errorMsg


def test_a_form_is_answered_with_the_summary_itself(address, document):
    answer = requests.post(f"{address}/ProcessXML", data={"sXML": document}, timeout=30)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    assert answer.content.startswith(b'<?xml version="1.0" standalone="yes"?>\n<Summary>')
    judge(Answer(etree.fromstring(answer.content)))


def test_the_standard_library_sends_a_form(address, document):
    with urllib.request.urlopen(f"{address}/ProcessXML", urlencode({"sXML": document}).encode(), timeout=30) as answer:
        judge(Answer(etree.fromstring(answer.read())))


def test_a_form_with_the_document_as_it_stands_is_read(address, document):
    raw = b"sXML=" + document.partition("\n")[2].encode()

    answer = requests.post(
        f"{address}/ProcessXML", data=raw, headers={"Content-Type": "application/x-www-form-urlencoded"}, timeout=30
    )

    judge(Answer(etree.fromstring(answer.content)))


def test_a_form_in_which_the_plus_was_not_encoded_is_read(address, document):
    body = "sXML=" + quote(document, safe="+")

    answer = requests.post(
        f"{address}/ProcessXML", data=body, headers={"Content-Type": "application/x-www-form-urlencoded"}, timeout=30
    )

    judge(Answer(etree.fromstring(answer.content)))


def test_the_address_is_the_same_in_capitals_and_small_letters(address, document):
    for path in (PAGE.lower(), PAGE.upper()):
        answer = requests.post(address.replace(PAGE, path) + "/processxml", data={"sXML": document}, timeout=30)
        judge(Answer(etree.fromstring(answer.content)))


def test_soap_is_answered_with_elements_outside_the_namespace_of_the_service(address, document):
    headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{NAMESPACE}/ProcessXML"'}

    answer = requests.post(address, data=envelope(document), headers=headers, timeout=30)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    opening = f'<ProcessXMLResponse xmlns="{NAMESPACE}"><ProcessXMLResult><Summary xmlns=""><Results><rejected_rows>1'
    assert opening in answer.text
    judge(Answer(etree.fromstring(answer.content).find(".//Summary")))


def test_soap_of_the_second_version_is_answered_in_its_own(address, document):
    namespace = "http://www.w3.org/2003/05/soap-envelope"

    answer = requests.post(
        address,
        data=envelope(document, namespace),
        headers={"Content-Type": "application/soap+xml; charset=utf-8"},
        timeout=30,
    )

    assert answer.headers["Content-Type"] == "application/soap+xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    assert root.tag == f"{{{namespace}}}Envelope"
    judge(Answer(root.find(".//Summary")))


def test_get_is_off_unless_it_is_asked_for(address, document, settings):
    refused = requests.get(f"{address}/ProcessXML", params={"sXML": document}, timeout=30)
    settings.ATTENDANCE_BY_GET = True
    taken = requests.get(f"{address}/ProcessXML", params={"sXML": document}, timeout=30)

    ((number, message),) = Answer(etree.fromstring(refused.content)).errors
    assert (number, "Gebruik POST" in message) == (400, True)
    judge(Answer(etree.fromstring(taken.content)))


def test_the_description_has_the_names_that_clients_were_made_from(address):
    answer = requests.get(f"{address}?wsdl", timeout=30)
    root = etree.fromstring(answer.content)
    wsdl = "{http://schemas.xmlsoap.org/wsdl/}"

    assert root.get("targetNamespace") == NAMESPACE
    ways = ("Soap", "HttpGet", "HttpPost")
    assert [each.get("name") for each in root.findall(f"{wsdl}message")] == [
        f"ProcessXML{way}{direction}" for way in ways for direction in ("In", "Out")
    ]
    for kind in ("portType", "binding"):
        assert [each.get("name") for each in root.findall(f"{wsdl}{kind}")] == [f"WriteAttendance{way}" for way in ways]
    service = root.find(f"{wsdl}service")
    assert service.get("name") == "WriteAttendance"
    assert [port.get("name") for port in service] == [f"WriteAttendance{way}" for way in ways]
    assert {port[0].get("location") for port in service} == {address}
    assert f'soapAction="{NAMESPACE}/ProcessXML"' in answer.text


@pytest.mark.servers
def test_the_access_log_of_the_web_server_keeps_no_key(school, document, background):
    """As it runs in production: what is in the address line is not written down."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {"ATTENDANCE_BY_GET": "1", "ALLOWED_HOSTS": "127.0.0.1", "DATABASE_URL": database_url()}
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    web = background.programs.start("web", [*command, "--access-logfile", "-"], env=os.environ | environment)
    background.until(lambda: "Listening at" in web.log.read_text())

    answer = requests.get(f"http://127.0.0.1:{port}{PAGE}/ProcessXML", params={"sXML": document}, timeout=30)

    judge(Answer(etree.fromstring(answer.content)))
    background.programs.stop(web)
    said = web.log.read_text()
    assert "WriteAttendance.asmx/ProcessXML HTTP/1.1" in said
    assert school.sender.key not in said
    assert "sXML=" not in said
