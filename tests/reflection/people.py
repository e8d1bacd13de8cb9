"""A register that counts reflections and conversations, and the people of a conversation."""

from dataclasses import dataclass
from datetime import date

from rest_framework.test import APIClient

from portfolio.models import Conversation
from register.access import Role
from register.models import Person, Registration
from tests.conftest import client_of
from tests.factories.register import (
    PersonFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
)

API = "/api/v1"
COUNTING = "leerregister-klantmanagers"
QUESTIONS = [{"code": "differently", "text": {"nl": "Wat deed u anders?", "en": "What did you do differently?"}}]
PURPOSES = {
    "REFLECTION": {"kind": "artefact", "code": "reflection-report"},
    "PEER": {"kind": "appointment", "code": "reflection-conversation", "by": "colleague"},
    "MANAGER": {"kind": "appointment", "code": "reflection-conversation", "by": "manager"},
}


@dataclass
class People:
    """The professional, a colleague on the same register, its office, and somebody without an account."""

    registration: Registration
    colleague: Person
    me: APIClient
    peer: APIClient
    office: APIClient
    anybody: APIClient

    @property
    def person(self) -> Person:
        return self.registration.person

    def publish(self, purpose: str, *, code: str = "", **changes):
        body = {
            "code": code or f"yearly-{purpose.lower()}",
            "purpose": purpose,
            "title": {"nl": "Gesprek", "en": "Talk"},
            "questions": QUESTIONS,
            "fact": PURPOSES[purpose],
        }
        return self.office.post(f"{API}/registers/{COUNTING}/reflection-templates", body | changes)

    def ask(self, kind: str, **changes) -> Conversation:
        body = {"kind": kind, "subject": "Wat ik wil leren", "name": "Joke Smit", "email": "joke@elders.example"}
        answer = self.me.post(f"{API}/conversations", body | changes)
        assert answer.status_code == 201, answer.content
        return Conversation.objects.get(uuid=answer.json()["uuid"])


def make_people() -> People:
    regulation = RegulationFactory(register__code=COUNTING)
    register = regulation.register
    registration = RegistrationFactory(register=register, registered_on=date(2024, 1, 1))
    colleague = RegistrationFactory(register=register, person=PersonFactory(given_name="Cor")).person
    return People(
        registration=registration,
        colleague=colleague,
        me=client_of(UserFactory(person=registration.person)),
        peer=client_of(UserFactory(person=colleague)),
        office=client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=register.association).user),
        anybody=client_of(None),
    )


def step(client: APIClient, row, name: str, body=None, *, at: str = "conversations", expect: int = 201):
    """Take one step on a row, and give what was answered."""
    answer = client.post(f"{API}/{at}/{row.uuid}/{name}", body or {}, headers={"If-Match": "*"})
    assert answer.status_code == expect, answer.content
    return answer.json()
