"""From a question beforehand to a correction after the grant, as professional, assessor, provider and office."""

from datetime import date, timedelta

import pytest

from portfolio.services.attendance.booking import book_attendance_list
from register.access import Role
from register.clock import today
from tests.conftest import client_of
from tests.evidence.desk import send
from tests.factories.files import GOOD_PDF
from tests.factories.portfolio import DAY, ON_FORM, make_school
from tests.factories.register import (
    NOW,
    CycleFactory,
    PersonFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


class Stage:
    """A nurse with a running cycle, and whoever has a say about the dossier."""

    def __init__(self) -> None:
        self.school = make_school()
        register = self.school.register
        regulation = RegulationFactory(register=register)
        self.registration = RegistrationFactory(register=register, person=PersonFactory(), number="0012345")
        CycleFactory(
            registration=self.registration,
            regulation=regulation,
            starts_on=date(2022, 3, 1),
            ends_before=date(2052, 3, 1),
        )
        self.professional = client_of(UserFactory(person=self.registration.person))
        self.assessor = self.staff(Role.ASSESSOR)
        self.office = self.staff(Role.REGISTRAR)
        manager = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=self.school.provider).user
        self.provider = client_of(manager)

    def staff(self, role: Role):
        return client_of(RoleGrantFactory(role=role, organisation=self.school.register.association).user)

    def points(self) -> str:
        standing = self.professional.get(f"/api/v1/registrations/{self.registration.uuid}/standing").json()
        return next(str(one["counted"]) for one in standing["requirements"] if one["code"] == "total")


def post(client, address, body, status=201):
    answer = client.post(f"/api/v1/{address}", body, headers={"If-Match": "*"})
    assert answer.status_code == status, answer.content
    return answer.json()


def test_from_a_question_beforehand_to_a_correction_after_the_grant():
    stage = Stage()
    professional, assessor = stage.professional, stage.assessor
    forms = professional.get("/api/v1/registers/venvn/claim-forms").json()["forms"]
    assert [form["code"] for form in forms] == ["other-development"]
    deed = {
        "registration": str(stage.registration.uuid),
        "category": forms[0]["category"],
        "unit": forms[0]["unit"],
        "title": "Studiereis wondzorg",
        "quantity": "8",
    }

    proposal = post(professional, "claim-proposals", deed | {"form": ON_FORM["form"], "plannedOn": today().isoformat()})
    told = {"quantity": "8", "validBefore": (today() + timedelta(days=30)).isoformat(), "binding": True}
    assert post(assessor, f"claim-proposals/{proposal['uuid']}/answers", told)["state"] == "ANSWERED"

    done = deed | ON_FORM | {"performedOn": today().isoformat(), "proposal": proposal["uuid"], "draft": True}
    claim = f"claims/{post(professional, 'claims', done)['uuid']}"
    assert assessor.get(f"/api/v1/{claim}").status_code == 404
    send(professional, GOOD_PDF, claim=claim.removeprefix("claims/"))
    assert post(professional, f"{claim}/submissions", {})["state"] == "SUBMITTED"
    assert (stage.points(), len(assessor.get("/api/v1/waiting-claims").json()["results"])) == ("0", 1)

    post(assessor, f"{claim}/assignments", {})
    assert post(assessor, f"{claim}/returns", {"reason": "Wat deed u zelf?"})["state"] == "RETURNED"
    post(professional, f"{claim}/changes", {"answers": {"about": "Ik leidde de rondgang."}})
    assert post(professional, f"{claim}/submissions", {})["state"] == "SUBMITTED"
    assert (
        post(assessor, f"{claim}/decisions", {"granted": False, "reason": "Nee."}, 409)["code"] == "claim-answer-binds"
    )
    assert post(assessor, f"{claim}/decisions", {"granted": True})["state"] == "GRANTED"
    assert stage.points() == "8"

    better = deed | ON_FORM | {"performedOn": today().isoformat(), "quantity": "6", "replaces": claim[7:]}
    new = f"claims/{post(professional, 'claims', better)['uuid']}"
    assert stage.points() == "8"
    assert post(assessor, f"{new}/decisions", {"granted": True})["replaces"] == claim[7:]
    assert professional.get(f"/api/v1/{claim}").json()["state"] == "REPLACED"
    assert stage.points() == "6"
    assert post(professional, f"{new}/withdrawals", {}, 409)["code"] == "claim-already-decided"


def test_a_wrong_booking_from_question_to_correction_with_evidence_for_whoever_has_to_answer():
    stage = Stage()
    batch = stage.school.send(stage.school.list_of(["0012345"]))
    book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)
    (entry,) = stage.professional.get("/api/v1/ledger-entries").json()["results"]
    stranger = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER).user)
    asked = {
        "registration": str(stage.registration.uuid),
        "entry": entry["uuid"],
        "wrong": "WRONG_DAY",
        "rightOn": (DAY + timedelta(days=1)).isoformat(),
        "statement": "Ik was er op de tweede dag.",
    }
    assert stage.professional.post("/api/v1/wrong-attendances", asked | {"wrong": "NOT_MINE"}).status_code == 400

    question = f"wrong-attendances/{post(stage.professional, 'wrong-attendances', asked)['uuid']}"
    evidence = send(stage.professional, GOOD_PDF, wrongAttendance=question.removeprefix("wrong-attendances/"))
    assert stranger.get(f"/api/v1/{question}").status_code == 404
    assert stage.provider.get(f"/api/v1/evidence-files/{evidence['uuid']}").status_code == 200
    post(stage.provider, f"{question}/denials", {"answer": "U tekende de eerste dag."})
    post(stage.professional, f"{question}/disputes", {"disagreement": "Dat is mijn handtekening niet."})
    granted = post(stage.office, f"{question}/grants", {"decision": "De handtekening is een andere."})

    assert granted["state"] == "GRANTED"
    rows = {row["uuid"]: row for row in stage.professional.get("/api/v1/ledger-entries").json()["results"]}
    assert rows[entry["uuid"]]["reversedBy"] is not None
    assert rows[granted["correction"]]["effectiveOn"] == asked["rightOn"]
    assert stage.professional.post(f"/api/v1/evidence-files/{evidence['uuid']}/removals", {}).status_code == 409
