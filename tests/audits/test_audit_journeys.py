"""From the draw to the last word, over HTTP: as the person, the auditor, the office and the committee."""

from datetime import timedelta
from typing import Any

import pytest

from portfolio.models import Audit
from portfolio.services.audit_cases.asking import ask_drawn
from portfolio.services.audit_cases.keeping_time import end_terms
from portfolio.services.audits.freezing import freeze_audits
from register.access import Role
from register.clock import now, today
from register.models import User
from tests.audits.auditing import REJECTED, Auditing
from tests.audits.running import Auditing as Drawing
from tests.conftest import client_of
from tests.evidence.desk import send
from tests.factories.files import GOOD_PDF
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db
ACCEPTED = {"verdict": "ACCEPTED"}
API = "/api/v1"


class Stage(Auditing):
    """Somebody who was drawn just now, and a client for whoever has a say."""

    def __init__(self) -> None:
        super().__init__(at=now())
        self.member = self.client(self.person)
        self.office = self.client(self.preparer)
        self.committee, self.others = self.client(self.decider), self.client(self.other)
        self.path = f"{API}/audits/{self.audit.uuid}"
        self.desk = self.client(self.auditor)

    @staticmethod
    def client(actor: Any) -> Any:
        return client_of(User.objects.get(pk=actor.user_id))

    def post(self, client: Any, step: str, *, at: str = "", status: int = 201, **body: Any) -> Any:
        answer = client.post(f"{at or self.path}/{step}", body)
        assert answer.status_code == status, answer.content
        return answer.json()

    def dossier(self, client: Any) -> Any:
        return client.get(f"{self.path}/dossiers").json()

    def judged(self, *verdicts: dict[str, Any]) -> Any:
        items = self.dossier(self.desk)["items"]
        given = [{"item": item["uuid"], **said} for item, said in zip(items, verdicts, strict=True)]
        return self.post(self.desk, "verdicts", verdicts=given)

    def decision(self) -> str:
        """Concluded and proposed: where the decision is."""
        self.post(self.desk, "conclusions")
        proposed = self.post(self.office, "proposals")
        return f"{API}/registration-decisions/{proposed['uuid']}"

    def decided(self, where: str, *, burdens: bool = False) -> Any:
        if burdens:
            self.post(self.office, "intentions", at=where)
            self.post(self.member, "views", at=where, view="Het certificaat staat op mijn meisjesnaam.")
        return self.post(self.committee, "resolutions", at=where)

    def objected(self, where: str, *, outcome: str, **instead: Any) -> Any:
        self.post(self.office, "announcements", at=where, on=today().isoformat())
        objection = self.post(self.member, "objections", at=where, grounds="De akte van huwelijk is bijgevoegd.")
        there = f"{API}/registration-objections/{objection['uuid']}"
        self.post(self.office_of_objections, "hearings", at=there, noneBecause="De betrokkene ziet ervan af.")
        return self.post(self.others, "resolutions", at=there, outcome=outcome, reasons="Heroverwogen.", **instead)

    @property
    def office_of_objections(self) -> Any:
        return self.client(self.colleague(Role.REGISTRAR))

    def verified(self) -> Any:
        rows = self.member.get(f"{API}/registrations/{self.registration.uuid}/cycles").json()["results"]
        return next(row["verified"] for row in rows if row["uuid"] == str(self.cycle.uuid))


@pytest.fixture
def stage():
    return Stage()


def test_who_comes_out_of_a_draw_is_asked_as_soon_as_the_dossier_of_that_moment_is_written_down():
    office = Drawing()
    for _ in range(3):
        office.join()
    run = office.draw(size={"percentage": "100"})
    assert ask_drawn(today=NOW.date(), now=NOW) == 0

    freeze_audits(audit_ids=list(run.audits.values_list("pk", flat=True)))

    assert [ask_drawn(today=NOW.date(), now=NOW) for _ in range(2)] == [3, 0]
    assert set(run.audits.values_list("state", "rounds__number")) == {("ASKED", 1)}


def test_all_that_was_asked_is_shown_and_verified_and_the_auditor_sees_no_more_of_it(stage):
    item = stage.dossier(stage.member)["items"][0]
    send(stage.member, GOOD_PDF, auditItem=item["uuid"])
    stage.post(stage.member, "explanations", at=f"{API}/audit-items/{item['uuid']}", explanation="Zie bijlage.")
    stage.post(stage.member, "replies")

    seen = stage.dossier(stage.desk)
    (file,) = seen["items"][0]["evidence"]
    assert (file["addedAfterDraw"], seen["items"][0]["counted"], seen["standing"]["met"]) == (True, "20", True)
    link = stage.post(stage.desk, "links", at=f"{API}/evidence-files/{file['uuid']}")
    assert stage.desk.get(link["url"]).status_code == 200
    stage.judged(ACCEPTED, ACCEPTED)
    taken = stage.decided(stage.decision())

    assert (taken["result"], taken["adverse"], stage.hours()) == ("verified", False, 40)
    gone = [stage.path, f"{stage.path}/dossiers", f"{stage.path}/findings", f"{API}/evidence-files/{file['uuid']}"]
    assert [stage.desk.get(at).status_code for at in (*gone, link["url"])] == [404] * 5
    assert stage.desk.get(f"{API}/audits").json()["results"] == []
    looks = stage.member.get(f"{API}/looks").json()["results"]
    assert {(one["part"], one["purpose"]) for one in looks} >= {("audits", "AUDIT"), ("evidence", "AUDIT")}
    assert stage.verified() == {"on": today().isoformat(), "result": "verified"}


def test_what_falls_short_is_repaired_with_something_new_and_meets_all_the_same(stage):
    stage.post(stage.member, "replies")
    stage.judged(REJECTED, ACCEPTED)
    assert stage.dossier(stage.member)["items"][0]["verdict"] == ""
    found = stage.desk.get(f"{stage.path}/findings").json()
    assert (found["met"], found["requirements"][0]["short"]) == (False, "20")

    until = (today() + timedelta(days=30)).isoformat()
    asked = stage.post(stage.desk, "repairs", asks="Toon twintig uur uit deze periode.", until=until)
    assert (asked["state"], asked["replyBy"], asked["rounds"][0]["short"][0]["short"]) == ("REPAIRING", until, "20")
    assert stage.dossier(stage.member)["items"][0]["reason"] == REJECTED["reason"]
    entry = stage.add(20, on=stage.cycle.starts_on, now=now())
    assert stage.post(stage.member, "items", entry=str(entry.uuid))["addedAfterDraw"]
    stage.post(stage.member, "replies", explanation="Vergeten op te geven.")
    rejected, *others = sorted(stage.dossier(stage.desk)["items"], key=lambda one: one["verdict"] != "REJECTED")
    given = [{"item": one["uuid"], **ACCEPTED} for one in others]
    stage.post(stage.desk, "verdicts", verdicts=given)

    taken = stage.decided(stage.decision(), burdens=True)

    assert (taken["result"], [one["entry"] for one in taken["effect"]["reversals"]]) == (
        "corrected",
        [rejected["entry"]["uuid"]],
    )
    assert stage.hours() == 40
    assert stage.verified()["result"] == "corrected"


def test_short_then_an_objection_upheld_gives_everything_back_and_is_final(stage):
    stage.post(stage.member, "replies")
    stage.judged(REJECTED, REJECTED)
    where = stage.decision()
    taken = stage.decided(where, burdens=True)
    assert (taken["result"], stage.hours()) == ("short", 0)

    instead = {"result": "verified", "adverse": False, "effectiveOn": today().isoformat()}
    second = stage.objected(where, outcome="UPHELD", instead=instead)

    assert (second["result"], second["replaces"]) == ("verified", taken["uuid"])
    assert (stage.hours(), stage.verified()["result"]) == (40, "verified")


def test_an_objection_rejected_leaves_it_as_it_was_decided(stage):
    stage.post(stage.member, "replies")
    stage.judged(REJECTED, ACCEPTED)
    where = stage.decision()
    stage.decided(where, burdens=True)

    final = stage.objected(where, outcome="REJECTED")

    assert (final["state"], stage.hours(), stage.verified()["result"]) == ("FINAL", 20, "short")


def test_without_an_answer_the_auditor_concludes_on_what_is_there(stage):
    refused = stage.post(stage.desk, "conclusions", status=409)
    assert refused["code"] == "audit-moved"
    last = Audit.objects.get(pk=stage.audit.pk).rounds.get().reply_by
    end_terms(today=last + timedelta(days=1), now=now())
    stage.post(stage.member, "replies", status=409)

    stage.judged(REJECTED, REJECTED)
    taken = stage.decided(stage.decision(), burdens=True)

    assert (taken["result"], stage.hours()) == ("short", 0)


def test_more_time_is_asked_and_granted_and_a_conflict_takes_it_to_another(stage):
    wished = (today() + timedelta(days=70)).isoformat()
    stage.post(stage.member, "extensions", reason="Op reis.", wishedUntil=wished)
    assert stage.post(stage.office, "extension-answers", granted=True)["replyBy"] == wished

    stage.post(stage.desk, "conflicts", reason="Wij studeerden samen.")

    assert stage.desk.get(stage.path).status_code == 404
    shown = stage.office.get(stage.path).json()
    assert shown["auditor"] in [str(user.uuid) for user in stage.auditors]
    assert stage.member.get(stage.path).json()["auditor"] is None
