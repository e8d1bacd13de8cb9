"""Rows about credentials, and members who have something to certify."""

import uuid

import factory

from portfolio.models import Credential, CredentialKey, CycleClosing, ImportedCredential, StatusList
from portfolio.services.credentials.issuing import issue_credential
from portfolio.services.credentials.keys import make_key
from register.access import Actor
from register.models import Cycle, Registration, User
from tests.factories.evidence import EvidenceFactory
from tests.factories.register import NOW, AssociationFactory, Row


class CredentialKeyFactory(Row):
    """A key that signs; of no real key pair."""

    class Meta:
        model = CredentialKey

    association = factory.SubFactory(AssociationFactory)
    number = 1
    public_key = factory.Sequence(lambda n: f"z6Mk{n}")
    private_key = "sealed"
    made_at = NOW


class StatusListFactory(Row):
    class Meta:
        model = StatusList

    association = factory.SubFactory(AssociationFactory)
    made_at = NOW


class CredentialFactory(Row):
    """Of a registration; the row alone, not signed by anything."""

    class Meta:
        model = Credential

    kind = Credential.Kind.REGISTRATION
    uuid = factory.LazyFunction(uuid.uuid4)
    name = "Inschrijving Kwaliteitsregister"
    facts = factory.LazyAttribute(
        lambda row: {
            "register": row.registration.register.code,
            "registerName": row.registration.register.name,
            "registeredOn": str(row.registration.registered_on),
        }
    )
    key = factory.SubFactory(
        CredentialKeyFactory, association=factory.SelfAttribute("..registration.register.association")
    )
    status_list = factory.SubFactory(
        StatusListFactory, association=factory.SelfAttribute("..registration.register.association")
    )
    place = factory.Sequence(lambda n: n)
    issued_at = NOW
    checked_at = NOW


class ImportedCredentialFactory(Row):
    class Meta:
        model = ImportedCredential

    evidence = factory.SubFactory(EvidenceFactory, media_type="application/vc", file_name="certificaat.json")
    outcome = ImportedCredential.Outcome.UNDETERMINED
    result = {
        "outcome": "UNDETERMINED",
        "issuer_id": "did:web:hogeschool.example",
        "issuer_name": "Hogeschool Example",
        "name": "Minor wondzorg",
        "description": "",
        "starts_at": "2025-06-30T10:00:00Z",
        "ends_at": None,
        "revocation_checked": False,
        "key_was_given": False,
        "detail": "",
    }
    imported_at = NOW
    verified_at = NOW


def closing_of(cycle: Cycle, *, met: bool = True) -> CycleClosing:
    """The cycle, closed."""
    Cycle.objects.filter(pk=cycle.pk).update(state=Cycle.State.CLOSED)
    return CycleClosing.objects.create(
        cycle=cycle,
        as_of=cycle.ends_before,
        met=met,
        outcome="full" if met else "short",
        document={},
        regulation_digest=cycle.regulation.digest,
        ledger_position=0,
        closed_at=NOW,
    )


def issued(registration: Registration, *, user: User, **fact: object) -> Credential:
    """A certificate as its owner asked for it, signed by a key of the association."""
    association = registration.register.association
    if not CredentialKey.objects.filter(association=association, state="SIGNING").exists():
        make_key(association=association, now=NOW)
    actor = Actor(user_id=user.pk, person_id=user.person_id)
    credential, _ = issue_credential(registration=registration, actor=actor, today=NOW.date(), now=NOW, **fact)
    return credential
