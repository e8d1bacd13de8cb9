"""A professional asks others how they see them: by mail, with a key, once, and nobody else reads it."""

import re
from datetime import timedelta

import pytest

from notifications.models import Notice
from notifications.services.hearing import plan_event_notices
from portfolio.models import FeedbackInvitation
from register.access import Role
from register.clock import today
from register.models import Event
from tests.conftest import client_of
from tests.factories.competence import FeedbackInvitationFactory, ProfileFactory
from tests.factories.register import RegistrationFactory, RoleGrantFactory
from tests.notifications.steps import deliver

pytestmark = pytest.mark.django_db
ROUNDS = "/api/v1/feedback-rounds"
ANSWERS = [
    {"competence": "c-law", "level": "proficient", "words": "Legt rustig uit."},
    {"competence": "c-dialogue", "words": "Luistert."},
]


@pytest.fixture
def profile():
    return ProfileFactory()


@pytest.fixture
def body(profile):
    return {
        "register": profile.register.code,
        "question": "Hoe zie je mij?",
        "closesBefore": (today() + timedelta(days=14)).isoformat(),
        "invited": [{"email": "Sanne@zorg.example", "relation": "COLLEAGUE"}],
    }


def mail_of(post):
    when = Event.objects.latest("id").recorded_at
    plan_event_notices(on=when.date(), now=when)
    notice = Notice.objects.latest("id")
    assert deliver(notice, at=when, on=when.date()) == Notice.State.SENT
    return notice, post.mails[-1].get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_who_is_asked_reads_the_question_answers_once_and_only_the_professional_reads_it(
    profile, person, professional, anonymous, body, post
):
    RegistrationFactory(register=profile.register, person=person)
    office = RoleGrantFactory(role=Role.REGISTRAR, organisation=profile.register.association).user
    asked = professional.post(ROUNDS, body)
    notice, text = mail_of(post)
    (key,) = re.findall(r"^Sleutel: (\S+)$", text, re.MULTILINE)
    (place,) = re.findall(r"/api/v1/feedback-invitations/\S+/openings", text)

    opened = anonymous.post(place, {"key": key})
    answered = anonymous.post(place.replace("openings", "answers"), {"key": key, "answers": ANSWERS})
    again = anonymous.post(place.replace("openings", "answers"), {"key": key, "answers": ANSWERS})

    assert post.mails[-1]["To"] == "Sanne@zorg.example"
    assert person.full_name in text
    assert "Hoe zie je mij?" in text
    assert key not in notice.body
    assert key not in asked.content.decode()
    assert (opened.status_code, opened.json()["professional"]) == (201, person.full_name)
    assert [one["competence"] for one in opened.json()["competences"]] == ["c-law", "c-dialogue", "c-network"]
    assert (answered.status_code, again.status_code, again.json()["code"]) == (201, 409, "feedback-over")
    (invitation,) = professional.get(asked["Location"]).json()["invitations"]
    assert invitation["answers"] == [ANSWERS[0], ANSWERS[1] | {"level": ""}]
    assert client_of(office).get(asked["Location"]).status_code == 404
    assert client_of(office).get("/api/v1/notices").json()["results"] == []
    told, text = mail_of(post)
    assert (told.person, key in text, "Luistert" in text) == (person, False, False)


@pytest.mark.parametrize("step", ["closures", "withdrawals"])
def test_a_key_opens_nothing_once_the_professional_closed_or_withdrew_it(professional, person, anonymous, step):
    invitation = FeedbackInvitationFactory(round__person=person)
    of = (
        f"{ROUNDS}/{invitation.round.uuid}" if step == "closures" else f"/api/v1/feedback-invitations/{invitation.uuid}"
    )

    assert professional.post(f"{of}/{step}", {}).status_code == 201

    place = f"/api/v1/feedback-invitations/{invitation.uuid}"
    answer = anonymous.post(f"{place}/answers", {"key": invitation.key, "answers": ANSWERS})
    assert (answer.status_code, answer.json()["code"]) == (409, "feedback-over")
    assert anonymous.post(f"{place}/openings", {"key": invitation.key}).status_code == 409
    assert professional.post(f"{of}/{step}", {}).status_code == 409
    assert FeedbackInvitation.objects.get().answers == {}


def test_after_its_day_a_key_opens_nothing(anonymous):
    late = FeedbackInvitationFactory(round__closes_before=today())

    answer = anonymous.post(f"/api/v1/feedback-invitations/{late.uuid}/openings", {"key": late.key})

    assert (answer.status_code, answer.json()["code"]) == (409, "feedback-over")


def test_the_key_of_one_opens_no_other(anonymous):
    one = FeedbackInvitationFactory()
    other = FeedbackInvitationFactory(round=one.round)

    answer = anonymous.post(f"/api/v1/feedback-invitations/{one.uuid}/openings", {"key": other.key})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([{"competence": "c-network", "level": "starting"}], "unknown-competence"),  # not asked in this round
        ([{"competence": "c-law", "level": "expert"}], "unknown-level"),
        ([{"competence": "c-law"}], "required"),
        ([{"competence": "c-law", "words": "a"}, {"competence": "c-law", "words": "b"}], "twice"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_can_be_given_again(anonymous, answers, code):
    invitation = FeedbackInvitationFactory()
    place = f"/api/v1/feedback-invitations/{invitation.uuid}/answers"

    refused = anonymous.post(place, {"key": invitation.key, "answers": answers})

    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, code)
    assert anonymous.post(place, {"key": invitation.key, "answers": ANSWERS}).status_code == 201


def test_nobody_is_asked_twice_in_a_round_and_not_more_than_so_many_on_a_day(professional, body):
    place = professional.post(ROUNDS, body)["Location"] + "/invitations"
    others = [{"email": f"nummer{n}@zorg.example", "relation": "OTHER"} for n in range(40)]

    twice = professional.post(place, {"invited": [{"email": "sanne@ZORG.example", "relation": "CLIENT"}]})
    first = professional.post(place, {"invited": others[:20]})
    second = professional.post(place, {"invited": others[20:]})

    assert (twice.status_code, twice.json()["code"]) == (409, "feedback-asked-already")
    assert first.status_code == 201
    assert (second.status_code, second.json()["code"]) == (429, "too-much-feedback-asked")
    assert FeedbackInvitation.objects.count() == 21
