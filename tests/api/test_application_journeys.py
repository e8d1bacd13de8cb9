"""An application over HTTP, as each of the people at the desk lives it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from register.models import Event
from tests.accreditation.test_application_attachments import GOOD_PDF
from tests.conftest import client_of
from tests.factories.applications import make_desk

pytestmark = pytest.mark.django_db
LINES = [{"category": "accredited", "quantity": "6", "unit": "point"}]


class People:
    """Everybody at the desk with a browser of their own."""

    def __init__(self, desk):
        self.desk = desk

    def ask(self, name, path, *, status=200):
        answer = client_of(self.desk.users[name]).get(f"/api/v1{path}")
        assert answer.status_code == status, answer.content
        return answer.json()

    def send(self, name, path, body=None, *, status=201, **how):
        answer = client_of(self.desk.users[name]).post(f"/api/v1{path}", body or {}, headers={"If-Match": "*"}, **how)
        assert answer.status_code == status, answer.content
        return answer.json()

    def apply(self):
        """A complete application, submitted; the address of its assessment."""
        body = {
            "course": str(self.desk.course.uuid),
            "motivation": "Nieuwe richtlijn.",
            "plannedEditions": 2,
            "requests": [{"register": "venvn", "lines": LINES}],
        }
        draft = self.send("manager", "/applications", body)
        self.send("manager", f"/applications/{draft['uuid']}/submissions")
        return draft["uuid"], f"/assessments/{draft['assessments'][0]['uuid']}"

    def assess(self, assessment, *, grant=True):
        """Accepted, two assessors asked, and both advised."""
        self.send("registrar", f"{assessment}/acceptances")
        for name in ("assessor", "second assessor"):
            body = {"assessor": str(self.desk.users[name].uuid)}
            self.send("registrar", f"{assessment}/assignments", body)
        for name in ("assessor", "second assessor"):
            body = {"grant": grant, "reasons": "Zo."} | ({"lines": LINES} if grant else {})
            self.send(name, f"{assessment}/advices", body)


@pytest.fixture
def people():
    return People(make_desk())


def test_the_provider_drafts_attaches_submits_completes_and_objects(people):
    draft = people.send("manager", "/applications", {"course": str(people.desk.course.uuid)})
    assert [problem["location"] for problem in draft["missing"]] == ["#/motivation", "#/plannedEditions", "#/requests"]
    address = f"/applications/{draft['uuid']}"
    refused = people.send("manager", f"{address}/submissions", status=400)
    assert refused["code"] == "application-incomplete"

    body = {"motivation": "Nieuw.", "plannedEditions": 2, "requests": [{"register": "venvn", "lines": LINES}]}
    assert people.send("manager", f"{address}/changes", body)["missing"] == []
    file = {"file": SimpleUploadedFile("programma.pdf", GOOD_PDF)}
    attachment = people.send("manager", f"{address}/attachments", file, format="multipart")
    again = {"file": SimpleUploadedFile("programma.pdf", GOOD_PDF)}
    people.send("manager", f"{address}/attachments", again, format="multipart", status=409)
    page = {"file": SimpleUploadedFile("pagina.pdf", b"<html>")}
    people.send("manager", f"{address}/attachments", page, format="multipart", status=400)

    (assessment,) = people.send("manager", f"{address}/submissions")["assessments"]
    here = f"/assessments/{assessment['uuid']}"
    assert (assessment["state"], assessment["waitingFor"]) == ("SUBMITTED", "office")
    people.send("registrar", f"{here}/returns", {"shortcomings": [{"field": "programme", "text": "Geen tijden."}]})
    returned = people.ask("manager", here)
    assert returned["clock"][-1]["remarks"] == [{"field": "programme", "text": "Geen tijden."}]
    people.send("manager", f"/courses/{people.desk.course.uuid}/versions", {"programme": "09.00 Wonden."})
    people.send("manager", f"{address}/changes", {})
    people.send("manager", f"{address}/submissions")

    saved = client_of(people.desk.users["registrar"]).get(f"/api/v1/attachments/{attachment['uuid']}")
    assert (saved.content, saved["Content-Type"]) == (GOOD_PDF, "application/octet-stream")
    assert saved["Content-Disposition"].startswith("attachment;")
    assert (saved["X-Content-Type-Options"], "sandbox" in saved["Content-Security-Policy"]) == ("nosniff", True)
    people.assess(here, grant=False)
    people.send("manager", f"{address}/changes", {"urgent": True}, status=409)
    people.send("chair", f"{here}/decisions", {"granted": False, "reasons": "Geen toets."})
    (decision,) = people.ask("manager", f"{here}/decisions")["results"]
    assert (decision["granted"], decision["reasons"]) == (False, "Geen toets.")
    assert people.ask("manager", f"{here}/advices")["results"] == []

    people.send("manager", f"{here}/objections", {"grounds": "De toets staat in bijlage 1."})
    people.send("second chair", f"{here}/reconsiderations", {"granted": True, "lines": LINES, "reasons": "Gegrond."})
    (worth,) = people.ask("manager", f"/courses/{people.desk.course.uuid}/accreditations")["results"]
    assert (worth["quantity"], people.ask("manager", here)["state"]) == ("6", "RECONSIDERED")


def test_the_office_sees_what_waits_asks_assessors_and_withdraws(people):
    _, here = people.apply()
    (waiting,) = people.ask("registrar", "/assessments?state=SUBMITTED&register=venvn")["results"]
    assert (waiting["waitingFor"], f"/assessments/{waiting['uuid']}") == ("office", here)
    assert people.ask("registrar", "/assessments?overdue=true")["results"] == []
    known = {"assessor": str(people.desk.users["third assessor"].uuid), "categories": ["accredited"]}
    people.send("registrar", "/registers/venvn/assessors", known)
    people.send("registrar", f"{here}/acceptances")
    best = people.ask("registrar", f"{here}/candidates")["results"][0]
    assert (best["assessor"], best["matches"]) == (known["assessor"], 1)
    assignment = people.send("registrar", f"{here}/assignments", {"assessor": best["assessor"]})
    people.send("registrar", f"/assignments/{assignment['uuid']}/releases", {"reason": "Ziek."})
    for name in ("assessor", "second assessor"):
        people.send("registrar", f"{here}/assignments", {"assessor": str(people.desk.users[name].uuid)})
        people.send(name, f"{here}/advices", {"grant": True, "lines": LINES, "reasons": "Goed."})
    people.send("chair", f"{here}/decisions", {"granted": True, "lines": LINES, "reasons": "Goed."})
    figures = people.ask("registrar", "/registers/venvn/advice-figures")
    assert (figures["committee"]["unanimous"], len(figures["assessors"])) == (1, 2)

    (worth,) = people.ask("registrar", f"/courses/{people.desk.course.uuid}/accreditations")["results"]
    body = {"effect": "ALL", "reasons": "Niet gegeven."}
    withdrawal = people.send("registrar", f"/accreditations/{worth['uuid']}/withdrawals", body)
    people.send("chair", f"/withdrawals/{withdrawal['uuid']}/confirmations")
    assert people.ask("registrar", f"/courses/{people.desk.course.uuid}/accreditations")["results"] == []
    assert people.ask("registrar", f"/accreditations/{worth['uuid']}")["replacedAt"]


def test_the_assessor_declares_asks_and_advises(people):
    _, here = people.apply()
    course = str(people.desk.course.uuid)
    interest = people.send("assessor", "/interests", {"course": course, "reason": "Familie."})
    people.send("registrar", f"{here}/acceptances")
    body = {"assessor": str(people.desk.users["assessor"].uuid)}
    refused = people.send("registrar", f"{here}/assignments", body, status=403)
    assert refused["code"] == "conflict-of-interest"
    people.send("assessor", f"/interests/{interest['uuid']}/endings")
    people.send("registrar", f"{here}/assignments", body)
    (mine,) = people.ask("assessor", "/assessments?assignedToMe=true")["results"]
    assert f"/assessments/{mine['uuid']}" == here

    question = people.send("assessor", f"{here}/questions", {"text": "Hoe wordt getoetst?"})
    people.send("assessor", f"{here}/advices", {"grant": False, "reasons": "Onduidelijk."}, status=409)
    people.send("manager", f"/questions/{question['uuid']}/answers", {"answer": "In de praktijk."})
    people.send("assessor", f"{here}/advices", {"grant": True, "reasons": "Goed."}, status=400)
    people.send("assessor", f"{here}/advices", {"grant": True, "lines": LINES, "reasons": "Goed."})
    assert people.ask("assessor", "/assessments?assignedToMe=true")["results"] == []
    people.send("second assessor", f"{here}/advices", {"grant": False, "reasons": "Ik ook."}, status=403)


def test_the_chair_asks_one_more_and_decides_what_it_is_worth(people):
    _, here = people.apply()
    people.send("chair", f"{here}/decisions", {"granted": False, "reasons": "Te vroeg."}, status=409)
    people.assess(here)
    people.send("chair", f"{here}/advice-requests")
    third = {"assessor": str(people.desk.users["third assessor"].uuid)}
    people.send("registrar", f"{here}/assignments", third)
    people.send("third assessor", f"{here}/advices", {"grant": False, "reasons": "Te kort."})
    assert len(people.ask("chair", f"{here}/advices")["results"]) == 3
    lines = [*LINES, {"category": "oda", "quantity": "2", "unit": "hour"}]
    body = {"granted": True, "lines": lines, "conditions": "Met toets.", "reasons": "Twee van de drie."}
    decision = people.send("chair", f"{here}/decisions", body)

    assert decision["conditions"] == "Met toets."
    worths = people.ask("manager", f"/courses/{people.desk.course.uuid}/accreditations")["results"]
    assert {(worth["category"], worth["quantity"], worth["unit"]) for worth in worths} == {
        ("accredited", "6", "point"),
        ("oda", "2", "hour"),
    }
    assert {worth["decision"] for worth in worths} == {decision["uuid"]}
    granted = Event.objects.get(kind="application.granted")
    assert granted.data["provider"] == str(people.desk.provider.uuid)
