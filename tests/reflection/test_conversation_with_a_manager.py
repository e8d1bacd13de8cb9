"""A conversation with a manager, who comes by the link in the mail and has no account."""

from portfolio.models import Conversation, Duty, LedgerEntry
from register.models import Event
from tests.reflection.people import API, step

LINK = "conversation-links"
HELD = {
    "heldOn": "2026-01-10",
    "report": "We spraken over de overgang.",
    "agreements": [
        {"text": "Volgt de scholing gesprekstechniek", "side": "OWNER", "dueOn": "2034-06-01", "duty": True},
        {"text": "Betaalt de scholing", "side": "OTHER"},
    ],
}


def by_key(conversation: Conversation, **body):
    conversation.refresh_from_db()
    return {"key": conversation.key, **body}


def test_the_whole_way_from_question_to_a_duty_that_the_manager_accepts(people):
    template = people.publish("MANAGER").json()
    talk = people.ask("MANAGER", template=template["uuid"])
    guest = people.anybody

    opened = step(guest, talk, "openings", by_key(talk), at=LINK)
    assert (opened["side"], opened["owner"], opened["questions"]) == (
        "OTHER",
        people.person.full_name,
        template["questions"],
    )
    step(guest, talk, "acceptances", by_key(talk), at=LINK)
    step(guest, talk, "preparations", by_key(talk, answers={"differently": "Luisteren."}), at=LINK)
    step(people.me, talk, "preparations", {"text": "Ik twijfel.", "shared": False})
    assert [one["side"] for one in step(guest, talk, "openings", by_key(talk), at=LINK)["preparations"]] == ["OTHER"]
    step(people.me, talk, "preparations", {"text": "Ik twijfel.", "shared": True})
    seen = step(guest, talk, "openings", by_key(talk), at=LINK)["preparations"]
    assert [(one["side"], one["text"]) for one in seen] == [("OTHER", ""), ("OWNER", "Ik twijfel.")]

    written = step(people.me, talk, "records", HELD)
    step(people.me, talk, "signatures", {"revision": written["revision"]})
    signed = step(guest, talk, "signatures", by_key(talk, revision=written["revision"]), at=LINK)
    assert (signed["state"], [one["title"] for one in signed["duties"]]) == (
        "SIGNED",
        ["Volgt de scholing gesprekstechniek"],
    )

    duty = Duty.objects.get()
    step(people.me, duty, "reports", {"account": "Gevolgd in mei."}, at="duties")
    step(guest, talk, "duty-decisions", by_key(talk, duty=str(duty.uuid), accepted=True), at=LINK)
    duty.refresh_from_db()
    assert (duty.state, duty.decider, duty.decided_by) == ("FULFILLED", "Joke Smit", None)


def test_what_both_signed_counts_as_a_conversation_with_a_manager_and_says_nothing_else(people):
    talk = people.ask("MANAGER", template=people.publish("MANAGER").json()["uuid"])
    step(people.anybody, talk, "acceptances", by_key(talk), at=LINK)
    declaration = {"registration": str(people.registration.uuid)}
    step(people.me, talk, "records", HELD)
    step(people.me, talk, "declarations", declaration, expect=409)
    step(people.me, talk, "signatures", {"revision": 1})
    step(people.anybody, talk, "signatures", by_key(talk, revision=1), at=LINK)

    first = step(people.me, talk, "declarations", declaration)
    again = step(people.me, talk, "declarations", declaration)

    assert first["uuid"] == again["uuid"]
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.code, entry.details, entry.validation, str(entry.effective_on)) == (
        "appointment",
        "reflection-conversation",
        {"by": "manager"},
        "SELF_DECLARED",
        "2026-01-10",
    )
    assert "gesprekstechniek" not in str(first) + str(list(Event.objects.values_list("data", flat=True)))


def test_a_wrong_key_an_old_key_and_no_conversation_are_answered_alike(people):
    talk = people.ask("MANAGER")
    old = by_key(talk)
    step(people.me, talk, "invitations")
    answers = [
        people.anybody.post(f"{API}/{LINK}/{uuid}/openings", body)
        for uuid, body in (
            (talk.uuid, old),
            (talk.uuid, {"key": "wrong"}),
            ("00000000-0000-4000-8000-000000000000", old),
        )
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    step(people.anybody, talk, "openings", by_key(talk), at=LINK)
    step(people.me, talk, "cancellations")
    step(people.anybody, talk, "openings", by_key(talk), at=LINK, expect=404)


def test_a_manager_decides_only_on_duties_of_the_own_conversation(people):
    mine, other = people.ask("MANAGER"), people.ask("MANAGER")
    duty = Duty.objects.create(
        person=people.person,
        conversation=other,
        title="Leest",
        source_key="x",
        due_on="2034-01-01",
        begun_at=other.proposed_at,
        state="REPORTED",
        reported_at=other.proposed_at,
    )
    duty.refresh_from_db()

    body = by_key(mine, duty=str(duty.uuid), accepted=True)
    step(people.anybody, mine, "duty-decisions", body, at=LINK, expect=404)


def test_nobody_asks_themselves_or_the_whole_town(people):
    body = {"kind": "MANAGER", "subject": "Leren", "name": "Ik", "email": people.person.email.upper()}

    assert people.me.post(f"{API}/conversations", body).json()["errors"][0]["code"] == "own-address"
    for n in range(20):
        people.ask("MANAGER", email=f"iemand{n}@elders.example")
    answer = people.me.post(f"{API}/conversations", body | {"email": "nog@elders.example"})
    assert answer.status_code == 429
