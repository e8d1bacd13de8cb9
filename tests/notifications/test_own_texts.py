"""Texts of an association: what is refused, what is said, and who gets the standard text after all."""

import pytest
from django.db import IntegrityError, transaction

from notifications.catalogue import KINDS
from notifications.catalogue.digests import DIGEST
from notifications.catalogue.names import NAMES
from notifications.errors import TextNotDraft, TextNotInUse, TextRefused
from notifications.models import Notice, NoticeText
from notifications.rules.own_texts import TextFails, fill
from notifications.services.hearing import plan_event_notices
from notifications.services.previewing import preview_text
from notifications.services.texts import draft_text, end_text, use_text
from register.access import Actor, Role
from register.models import Event
from tests.factories.notifications import NoticeFactory, NoticeTextFactory
from tests.factories.register import NOW, AssociationFactory, CycleFactory, PersonFactory, RoleGrantFactory, UserFactory
from tests.notifications.steps import TODAY, deliver
from tests.notifications.test_event_notices import decided

GOOD = {
    "kind": "cycle-reminder",
    "language": "nl",
    "channel": "email",
    "subject": "{register}: {time_left}",
    "body": "Hoi {name},\n\n# Nog te doen\n{short}\n\n{missed}\n\n[Kijk]({link})\n\nTot en met {deadline}.",
}


def draft(association, **changes) -> NoticeText:
    return draft_text(association=association, actor=Actor(user_id=UserFactory().pk), now=NOW, **(GOOD | changes))


def put_in_use(association, **changes) -> NoticeText:
    return use_text(text=draft(association, **changes), actor=Actor(user_id=UserFactory().pk), now=NOW)


@pytest.fixture
def association(notice):
    return notice.registration.register.association


def test_what_an_association_says_is_sent_instead_of_the_standard_text(notice, association, post):
    put_in_use(association)

    deliver(notice)

    (mail,) = post.mails
    assert mail["Subject"] == "Kwaliteitsregister: u hebt nog 184 dagen"
    assert notice.body.startswith("Hoi Zoë van der Brûlée-Núñez,\n\nNog te doen\n\n* ")
    assert "<h2>Nog te doen</h2>" in mail.get_body(("html",)).get_content()


def test_a_draft_and_a_text_of_others_say_nothing(notice, association, post):
    draft(association)
    put_in_use(AssociationFactory())
    put_in_use(association, language="en")

    deliver(notice)

    assert notice.body.startswith("Beste Zoë")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "nothing"}, "does-not-exist"),
        ({"channel": "pigeon"}, "does-not-exist"),
        ({"subject": "{nobody}"}, "name-unknown"),
        ({"subject": "{short}"}, "list-not-alone"),
        ({"subject": "{met"}, "braces"),
        ({"body": GOOD["body"].replace("{short}", "Nog: {short}")}, "list-not-alone"),
        ({"body": GOOD["body"].replace("{deadline}", "")}, "name-missing"),
        ({"body": GOOD["body"].replace("[Kijk]({link})", "{link}")}, "link-form"),
        ({"body": GOOD["body"] + "{% load log %}{{ settings.SECRET_KEY }}"}, "braces"),
        ({"body": GOOD["body"] + "{name.__class__}"}, "braces"),
    ],
)
def test_a_text_that_makes_no_message_is_refused_when_it_is_saved(association, changes, code):
    with pytest.raises(TextRefused) as refused:
        draft(association, **changes)

    assert code in {problem.code for problem in refused.value.fields}
    assert not NoticeText.objects.exists()


def test_every_kind_takes_a_text_with_all_its_names_in_every_language(association):
    for template, names in NAMES.items():
        if template == DIGEST:
            continue
        kind = next(kind for kind in KINDS.values() if kind.template == template)
        lines = [f"{{{name.code}}}" for name in names if name.code != "link"]
        for language in ("nl", "en"):
            body = "\n\n".join([*lines, "[Lees]({link})"])
            assert draft(association, kind=kind.code, language=language, subject="Test", body=body).version == 1


def test_a_text_fails_for_one_person_only_who_gets_the_standard_text_and_the_office_hears_once(
    notice, association, post
):
    desk = RoleGrantFactory(role=Role.REGISTRAR, organisation=association, user__person=PersonFactory()).user
    put_in_use(association, subject="{number}")
    type(notice.registration).objects.filter(pk=notice.registration.pk).update(number=" ")
    other = NoticeFactory(cycle=CycleFactory(registration__register=notice.registration.register))

    assert [deliver(each) for each in (notice, other)] == [Notice.State.SENT] * 2

    assert notice.subject.startswith("Kwaliteitsregister: dit ontbreekt nog")
    assert other.subject == other.registration.number
    assert Event.objects.filter(kind="notice-text.failed").count() == 1
    plan_event_notices(on=TODAY, now=NOW)
    (told,) = Notice.objects.filter(kind="notice-text-failed-office")
    assert told.person == desk.person
    assert deliver(told) == Notice.State.SENT
    assert "Herinnering aan het einde van uw periode · nl · 1" in told.body


def test_versions_follow_each_other_and_the_former_ones_stay(association):
    first, second = put_in_use(association), put_in_use(association, subject="Anders")

    first.refresh_from_db()
    assert [(text.version, text.state) for text in (first, second)] == [(1, "FORMER"), (2, "IN_USE")]
    end_text(text=second, actor=Actor(user_id=UserFactory().pk), now=NOW)
    assert not NoticeText.objects.filter(state="IN_USE").exists()
    for use, error in ((use_text, TextNotDraft), (end_text, TextNotInUse)):
        with pytest.raises(error):
            use(text=second, actor=Actor(user_id=UserFactory().pk), now=NOW)


def test_the_words_of_a_version_never_change_and_no_version_disappears(association):
    text = draft(association)

    for change in (lambda rows: rows.update(body="x"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(NoticeText.objects.filter(pk=text.pk))


def test_a_preview_with_real_data_shows_nothing_by_which_somebody_is_known(notice, association):
    text = draft(association, body=GOOD["body"] + "\n\nNummer {number}. Vraag Zoë niets, {name}.")
    seen = preview_text(text=text, notice=notice, on=TODAY, now=NOW)
    whole = seen.subject + seen.text + seen.html

    for clue in ("Brûlée", "Núñez", notice.registration.number, notice.person.email, str(notice.registration.uuid)):
        assert clue not in whole
    assert "Nog 184 punten nodig" in seen.text
    assert "28 februari 2027" in seen.text


def test_a_preview_of_somebody_made_up_needs_nobody_and_one_of_another_kind_is_refused(notice, association):
    text = draft(association)

    assert "Anna de Vries" in preview_text(text=text, notice=None, on=TODAY, now=NOW).text
    with pytest.raises(TextRefused):
        preview_text(text=NoticeTextFactory(), notice=notice, on=TODAY, now=NOW)


def test_what_is_empty_falls_out_and_what_a_person_typed_is_not_read_again():
    values = {"a": "", "b": "{a} {% x %}", "c": ""}

    assert fill("x", "Kop\n{a}\n\nMet {b}\nzonder {c}\n\nEinde", values) == ("x", "Met {a} {% x %}\n\nEinde")
    for subject, body, filled in (("{a}", "x", {"a": " "}), ("x", "{a}", {"a": ""}), ("x", "{a}", {"a": "y" * 20_001})):
        with pytest.raises(TextFails):
            fill(subject, body, filled)


def test_a_notice_of_a_register_speaks_in_the_words_of_its_association_whoever_did_it(notice, association, post):
    put_in_use(association, kind="claim-granted", subject="Eigen: {title}", body="{name}\n\n[Kijk]({link})")
    claim = decided(registration=notice.registration)
    plan_event_notices(on=TODAY, now=NOW)
    told = Notice.objects.get(kind="claim-granted")

    deliver(told)

    assert told.subject == f"Eigen: {claim.title}"
