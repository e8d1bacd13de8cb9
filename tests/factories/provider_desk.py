"""Rows of the provider desk: policies, fees, trust, mandates and what else belongs to a provider."""

from datetime import date, timedelta

import factory

from accreditation.models import (
    AccreditationPolicy,
    AttendanceMandate,
    CheckDraw,
    CourseCheck,
    Fee,
    GroupContact,
    InstitutionalAccreditation,
    Invitation,
    ProviderContact,
    ProviderSignUp,
    Recognition,
    TrustMove,
    Visit,
)
from tests.factories.accreditation import AccreditationFactory, CourseFactory, ProviderFactory
from tests.factories.register import NOW, AssociationFactory, RegisterFactory, Row, UserFactory

TODAY = date(2026, 1, 15)
POLICY = {
    "trust": [
        {"code": "new", "label": {"nl": "Nieuw", "en": "New"}},
        {
            "code": "known",
            "label": {"nl": "Bekend", "en": "Known"},
            "self_accredits": {"at_most": "4"},
            "sampled": "0.5",
        },
        {
            "code": "trusted",
            "label": {"nl": "Vertrouwd", "en": "Trusted"},
            "self_accredits": {"at_most": "12"},
            "sampled": "0.1",
        },
    ],
    "fees": {
        "pay_within_days": 14,
        "tariffs": [
            {"code": "own", "label": {"nl": "Werkgever", "en": "Employer"}, "amount": "0", "applicants": ["employer"]},
            {"code": "urgent", "label": {"nl": "Spoed", "en": "Urgent"}, "amount": "450.00", "urgent": True},
            {"code": "usual", "label": {"nl": "Gewoon", "en": "Usual"}, "amount": "225.50", "repeat": False},
        ],
    },
}


class PolicyFactory(Row):
    """An adopted policy with three levels of trust and three tariffs."""

    class Meta:
        model = AccreditationPolicy

    register = factory.SubFactory(RegisterFactory)
    in_force_from = date(2020, 1, 1)
    document = POLICY
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = NOW
    adopted_by = factory.SubFactory(UserFactory)
    adopted_at = NOW


class FeeFactory(Row):
    class Meta:
        model = Fee

    provider = factory.SubFactory(ProviderFactory)
    register = factory.SubFactory(RegisterFactory)
    application_uuid = factory.Faker("uuid4")
    tariff = "usual"
    label = {"nl": "Gewoon", "en": "Usual"}
    amount = "225.50"
    currency = "EUR"
    charged_on = TODAY
    charged_at = NOW
    pay_by = TODAY + timedelta(days=14)


class TrustMoveFactory(Row):
    class Meta:
        model = TrustMove

    provider = factory.SubFactory(ProviderFactory)
    register = factory.SubFactory(RegisterFactory)
    level = "known"
    reason = "Three good years."
    state = TrustMove.State.IN_FORCE
    moved_by = factory.SubFactory(UserFactory)
    moved_at = NOW
    effective_on = date(2025, 1, 1)


class CheckDrawFactory(Row):
    class Meta:
        model = CheckDraw

    register = factory.SubFactory(RegisterFactory)
    decided_from = date(2025, 1, 1)
    decided_before = date(2026, 1, 1)
    seed = "0b1f"
    population = {}
    drawn_at = NOW


class CourseCheckFactory(Row):
    class Meta:
        model = CourseCheck

    draw = factory.SubFactory(CheckDrawFactory)
    accreditation = factory.SubFactory(AccreditationFactory)


class SignUpFactory(Row):
    class Meta:
        model = ProviderSignUp

    association = factory.SubFactory(AssociationFactory)
    name = factory.Sequence(lambda n: f"Nieuwe Opleider {n}")
    postcode = "1012 AB"
    contact_name = "Sanne de Wit"
    email = factory.Sequence(lambda n: f"sanne{n}@opleider.example")
    asked_at = NOW


class InvitationFactory(Row):
    class Meta:
        model = Invitation

    provider = factory.SubFactory(ProviderFactory)
    email = factory.Sequence(lambda n: f"colleague{n}@opleider.example")
    role = "PROVIDER_SUBMITTER"
    reason = "New colleague."
    invited_by = factory.SubFactory(UserFactory)
    invited_at = NOW
    expires_at = NOW + timedelta(days=14)


class ContactFactory(Row):
    class Meta:
        model = ProviderContact

    provider = factory.SubFactory(ProviderFactory)
    purpose = "GENERAL"
    name = "Sanne de Wit"


class InstitutionalAccreditationFactory(Row):
    class Meta:
        model = InstitutionalAccreditation

    provider = factory.SubFactory(ProviderFactory)
    association = factory.SubFactory(AssociationFactory)
    valid_from = date(2025, 1, 1)
    valid_before = date(2029, 1, 1)
    decided_by = factory.SubFactory(UserFactory)
    decided_at = NOW
    reason = "Visited and found good."


class VisitFactory(Row):
    class Meta:
        model = Visit

    provider = factory.SubFactory(ProviderFactory)
    association = factory.SubFactory(AssociationFactory)
    planned_on = date(2026, 3, 2)
    planned_by = factory.SubFactory(UserFactory)
    subject = "Quality of peer groups"


class RecognitionFactory(Row):
    class Meta:
        model = Recognition

    provider = factory.SubFactory(ProviderFactory)
    scheme = "crkbo"
    valid_from = date(2024, 1, 1)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = NOW
    source = "Public list of the mark"


class MandateFactory(Row):
    class Meta:
        model = AttendanceMandate

    course = factory.SubFactory(CourseFactory)
    employer = factory.SubFactory(ProviderFactory)
    starts_on = date(2026, 1, 1)
    reason = "Bought for the whole ward."
    given_by = factory.SubFactory(UserFactory)
    given_at = NOW


class GroupContactFactory(Row):
    class Meta:
        model = GroupContact

    course = factory.SubFactory(CourseFactory, kind="PEER_GROUP")
    user = factory.SubFactory(UserFactory)
    starts_on = date(2026, 1, 1)
    named_by = factory.SubFactory(UserFactory)
    named_at = NOW
