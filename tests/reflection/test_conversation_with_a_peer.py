"""A conversation with a peer: another registered person, who accepts with an account."""

from tests.conftest import client_of
from tests.factories.register import PersonFactory, UserFactory
from tests.reflection.people import API, step

HELD = {"heldOn": "2026-01-10", "agreements": [{"text": "Leest de richtlijn", "side": "OTHER"}]}


def accepted(people):
    talk = people.ask("PEER")
    step(people.peer, talk, "acceptances", {"key": talk.key})
    return talk


def test_only_a_registered_person_with_the_key_takes_part_and_from_then_on_sees_it(people):
    talk = people.ask("PEER")
    unregistered = client_of(UserFactory(person=PersonFactory()))

    assert people.peer.get(f"{API}/conversations/{talk.uuid}").status_code == 404
    step(people.peer, talk, "acceptances", {"key": "guessed"}, expect=404)
    step(unregistered, talk, "acceptances", {"key": talk.key}, expect=403)
    step(people.me, talk, "acceptances", {"key": talk.key}, expect=403)
    step(people.anybody, talk, "acceptances", {"key": talk.key}, at="conversation-links", expect=409)
    step(people.anybody, talk, "records", HELD | {"key": talk.key}, at="conversation-links", expect=409)
    step(people.peer, talk, "acceptances", {"key": talk.key})
    seen = people.peer.get(f"{API}/conversations/{talk.uuid}").json()
    assert (seen["side"], seen["state"]) == ("OTHER", "ACCEPTED")


def test_once_the_peer_takes_part_the_key_from_the_mail_opens_nothing_any_more(people):
    talk = people.ask("PEER")
    key = {"key": talk.key}
    step(people.anybody, talk, "openings", key, at="conversation-links")

    step(people.peer, talk, "acceptances", key)

    for name in ("openings", "refusals"):
        step(people.anybody, talk, name, key, at="conversation-links", expect=404)


def test_a_preparation_is_ones_own_until_it_is_shared_and_stays_shared(people):
    talk = accepted(people)
    path = f"{API}/conversations/{talk.uuid}"

    step(people.peer, talk, "preparations", {"text": "Eerste gedachte"})
    assert people.me.get(path).json()["preparations"] == []
    step(people.peer, talk, "preparations", {"text": "Gedeeld", "shared": True})
    step(people.peer, talk, "preparations", {"text": "Aangevuld"})

    (seen,) = people.me.get(path).json()["preparations"]
    assert (seen["side"], seen["text"]) == ("OTHER", "Aangevuld")


def test_a_change_takes_back_the_signature_and_one_signs_only_what_one_read(people):
    talk = accepted(people)
    step(people.me, talk, "records", HELD)
    step(people.me, talk, "signatures", {"revision": 1})
    step(people.me, talk, "signatures", {"revision": 1}, expect=409)

    changed = step(people.peer, talk, "records", HELD | {"report": "Zo was het."})

    assert (changed["revision"], changed["ownerSignedAt"], changed["report"]) == (2, None, "Zo was het.")
    refused = step(people.me, talk, "signatures", {"revision": 1}, expect=409)
    assert refused["code"] == "conversation-changed"
    step(people.me, talk, "signatures", {"revision": 2})
    assert step(people.peer, talk, "signatures", {"revision": 2})["state"] == "SIGNED"


def test_after_both_signed_nothing_changes_and_a_correction_is_a_new_conversation(people):
    talk = accepted(people)
    step(people.me, talk, "records", HELD)
    for one in (people.me, people.peer):
        step(one, talk, "signatures", {"revision": 1})

    for name, body in (("records", HELD), ("preparations", {"text": "x"}), ("cancellations", {})):
        step(people.me, talk, name, body, expect=409)
    new = people.ask("PEER", corrects=str(talk.uuid))
    assert people.me.get(f"{API}/conversations/{new.uuid}").json()["corrects"] == str(talk.uuid)


def test_what_is_not_signed_by_both_is_not_corrected_but_changed(people):
    talk = accepted(people)
    body = {"kind": "PEER", "subject": "Leren", "name": "Cor", "email": "cor@elders.example"}

    answer = people.me.post(f"{API}/conversations", body | {"corrects": str(talk.uuid)})

    assert answer.json()["errors"][0]["code"] == "not-signed"


def test_a_peer_withdraws_before_it_was_held_and_not_afterwards(people):
    first, second = accepted(people), accepted(people)

    assert step(people.peer, first, "refusals")["state"] == "DECLINED"
    step(people.me, second, "records", HELD)
    step(people.peer, second, "refusals", expect=409)


def test_a_conversation_is_held_on_a_day_that_has_been(people):
    talk = accepted(people)

    refused = step(people.me, talk, "records", {"heldOn": "2034-01-01"}, expect=400)

    assert refused["errors"][0]["code"] == "in-the-future"


def test_a_colleague_and_the_office_see_nothing_of_it(people):
    talk = accepted(people)
    other = client_of(UserFactory(person=PersonFactory()))

    for client in (other, people.office):
        assert client.get(f"{API}/conversations/{talk.uuid}").status_code == 404
        assert client.get(f"{API}/conversations").json()["results"] == []
