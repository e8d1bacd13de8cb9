"""What a register assesses is what was submitted to it: it stays, while the provider completes it for another."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accreditation.catalogue import Action, State
from accreditation.errors import ApplicationUnderAssessment, ConflictOfInterest
from accreditation.models import Assessment, Attachment, CourseChange, CourseVersion
from accreditation.rules.worth import Line
from accreditation.selectors.applications import candidates_for
from accreditation.services.applications import checking, drafting, submitting
from accreditation.services.applications.attaching import attach_file, remove_attachment
from accreditation.services.courses import revise_course
from register.access import Role
from register.models import Regulation
from register.selectors import rules_of
from tests.conftest import client_of
from tests.database import run_sql
from tests.factories.accreditation import AuthorisationFactory
from tests.factories.applications import COMPLETE, LINES, SHORTCOMINGS, TODAY, adopt, make_desk
from tests.factories.files import GOOD_PDF, png
from tests.factories.register import NOW, RegulationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
LOCKED = [State.SUBMITTED, State.ASSESSING, State.QUESTIONED, State.ADVISED, State.OBJECTED]


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def two(desk):
    """An application before two registers: one assesses it, the other sent it back."""
    second = RegulationFactory(register__code="nova").register
    AuthorisationFactory(provider=desk.provider, association=second.association)
    adopt(second)
    asked = next(iter(rules_of(Regulation.objects.get(register=second)).categories))
    clerk = RoleGrantFactory(user=UserFactory(), role=Role.REGISTRAR, organisation=second.association).user
    desk.users["second registrar"] = clerk
    application = drafting.draft_application(
        course=desk.course,
        kind="FIRST",
        requests={desk.register: LINES, second: (Line(asked, Decimal(6), "point"),)},
        motivation="Nieuwe richtlijn.",
        planned_editions=2,
        **desk.by("manager"),
    )
    add_file(desk, application, "oud.pdf", GOOD_PDF)
    submitting.submit_application(application=application, **desk.by("manager"))
    assessing = desk.read(application)
    desk.take(assessing, Action.ACCEPT)
    returned = Assessment.objects.get(application=application, register=second)
    checking.return_application(assessment=returned, shortcomings=SHORTCOMINGS, **desk.by("second registrar"))
    return assessing, returned


def add_file(desk, application, name, content):
    return attach_file(application=application, file_name=name, content=content, actor=desk.actor("manager"), now=NOW)


def complete(desk, application):
    """Another version, other words, another file in the place of the first; and submit again."""
    revise_course(course=desk.course, changes={"programme": "09.00 Wonden."}, actor=desk.actor("manager"), now=NOW)
    words = {"motivation": "Met tijden.", "planned_editions": 5, "urgent": True}
    drafting.revise_application(application=application, changes=words, **desk.by("manager"))
    remove_attachment(attachment=Attachment.objects.get(), actor=desk.actor("manager"), now=NOW)
    add_file(desk, application, "nieuw.png", png())
    submitting.submit_application(application=application, **desk.by("manager"))


def content(assessment):
    assessment = Assessment.objects.select_related("submission__version").get(pk=assessment.pk)
    kept = assessment.submission
    files = [file.file_name for file in kept.attachments.order_by("id")]
    return kept.number, kept.version.number, kept.motivation, kept.planned_editions, kept.urgent, files


def test_a_register_that_sent_back_gets_the_new_content_and_the_one_that_assesses_keeps_its_own(desk, two):
    assessing, returned = two

    complete(desk, assessing.application)

    assert content(assessing) == (1, 1, "Nieuwe richtlijn.", 2, False, ["oud.pdf"])
    assert content(returned) == (2, 2, "Met tijden.", 5, True, ["nieuw.png"])
    assert [Assessment.objects.get(pk=one.pk).state for one in two] == [State.ASSESSING, State.SUBMITTED]


def test_each_side_reads_what_is_before_it(desk, two):
    assessing, _ = two
    complete(desk, assessing.application)
    address = f"/api/v1/applications/{assessing.application.uuid}"

    def read(name, path):
        return client_of(desk.users[name]).get(path).json()

    words = {name: read(name, address)["motivation"] for name in ("manager", "registrar", "second registrar")}
    files = {
        name: [file["fileName"] for file in read(name, f"{address}/attachments")["results"]]
        for name in ("manager", "registrar", "second registrar")
    }
    shown = read("registrar", f"/api/v1/assessments/{assessing.uuid}")["submission"]
    assert words == {
        "manager": "Met tijden.",
        "registrar": "Nieuwe richtlijn.",
        "second registrar": "Met tijden.",
    }
    assert files == {"manager": ["nieuw.png"], "registrar": ["oud.pdf"], "second registrar": ["nieuw.png"]}
    assert (shown["number"], shown["version"], shown["attachments"][0]["fileName"]) == (1, 1, "oud.pdf")
    assert shown["content"]["programme"] == COMPLETE["programme"]
    assert read("registrar", address)["missing"] == []
    old = Attachment.objects.get(file_name="oud.pdf")
    assert client_of(desk.users["second registrar"]).get(f"/api/v1/attachments/{old.uuid}").status_code == 404


def test_the_draft_of_the_provider_is_not_seen_by_a_register_before_it_is_submitted(desk, two):
    application = two[0].application
    drafting.revise_application(application=application, changes={"motivation": "Nog niet."}, **desk.by("manager"))

    for name in ("registrar", "second registrar"):
        seen = client_of(desk.users[name]).get(f"/api/v1/applications/{application.uuid}").json()
        assert seen["motivation"] == "Nieuwe richtlijn."


@pytest.mark.parametrize("state", LOCKED)
def test_an_application_that_no_register_sent_back_is_not_changed(desk, state):
    application = desk.bring(state).application

    with pytest.raises(ApplicationUnderAssessment):
        drafting.revise_application(application=application, changes={"urgent": True}, **desk.by("manager"))
    with pytest.raises(ApplicationUnderAssessment):
        add_file(desk, application, "a.pdf", GOOD_PDF)


@pytest.mark.parametrize("state", [*LOCKED, State.GRANTED, State.REFUSED])
def test_what_a_register_looks_at_does_not_change_in_the_database_either(desk, state):
    assessment = desk.bring(state)
    file = Attachment.objects.create(
        application=assessment.application,
        file_name="a.pdf",
        media_type="application/pdf",
        size=1,
        digest="0" * 64,
        content=b"1",
        added_by=desk.users["manager"],
        added_at=NOW,
    )
    for statement, name in (
        ("UPDATE accreditation_submission SET motivation = 'Anders.'", "submission_append_only"),
        ("DELETE FROM accreditation_submission", "submission_append_only"),
        ("UPDATE accreditation_assessment SET requested = '[]'", "assessment_content_is_locked"),
        ("UPDATE accreditation_assessment SET submission_id = NULL", "assessment_content_is_locked"),
        (
            "INSERT INTO accreditation_submission_attachments (submission_id, attachment_id) "
            f"SELECT id, {file.pk} FROM accreditation_submission",
            "submission_is_complete",
        ),
        ("UPDATE accreditation_attachment SET content = 'x'", "attachment_is_final"),
    ):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            run_sql(statement)
        assert name in refused.value.__cause__.diag.constraint_name


def test_a_file_that_was_never_submitted_is_gone_when_it_is_taken_away(desk):
    application = desk.draft().application
    file = add_file(desk, application, "fout.pdf", GOOD_PDF)

    remove_attachment(attachment=file, actor=desk.actor("manager"), now=NOW)

    assert not Attachment.objects.exists()


def test_a_change_is_settled_by_the_decision_on_the_version_that_was_put_forward(desk, two):
    assessing, _ = two
    complete(desk, assessing.application)
    change = CourseChange.objects.create(
        version=CourseVersion.objects.newest_of(desk.course),
        register=desk.register,
        changed=["programme"],
        effect="REASSESS",
        triaged_at=NOW,
    )
    for step in (Action.ASSIGN, Action.ASSIGN, Action.ADVISE, Action.ADVISE, Action.GRANT):
        desk.take(assessing, step)

    change.refresh_from_db()
    assert change.settled_by is None


def test_whoever_teaches_the_version_that_was_put_forward_does_not_assess_it(desk):
    assessor = desk.users["assessor"]
    revise_course(course=desk.course, changes={"teachers": [assessor.person.full_name]}, actor=None, now=NOW)
    assessment = desk.bring(State.SUBMITTED)
    revise_course(course=desk.course, changes={"teachers": ["Iemand anders"]}, actor=None, now=NOW)

    assert assessor not in [one.user for one in candidates_for(assessment, on=TODAY)]
    desk.take(assessment, Action.ACCEPT)
    with pytest.raises(ConflictOfInterest):
        desk.take(assessment, Action.ASSIGN, name="assessor")
