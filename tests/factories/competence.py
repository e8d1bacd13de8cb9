"""Competence profiles, and what professionals do with them."""

from datetime import date
from typing import Any

import factory

from accreditation.models import IncentiveScheme
from portfolio.models import CompetenceLink, FeedbackInvitation, FeedbackRound, SelfAssessment
from register.models import CompetenceProfile
from register.rules.regulation import digest_of
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import NOW, AssociationFactory, PersonFactory, RegisterFactory, Row, UserFactory

DOCUMENT: dict[str, Any] = {
    "title": {"nl": "Profiel van de klantmanager", "en": "Profile of the client manager"},
    "source": "Made up for this test.",
    "asked": "starting",
    "levels": [
        {"code": "starting", "title": {"nl": "Startbekwaam", "en": "Starting"}},
        {"code": "proficient", "title": {"nl": "Vakbekwaam", "en": "Proficient"}},
    ],
    "specialisations": [
        {"code": "youth", "title": {"nl": "Jeugd", "en": "Youth"}, "asks": {"c-law": "proficient"}},
    ],
    "competences": [
        {
            "code": "c-law",
            "title": {"nl": "Werkt volgens de wet", "en": "Works within the law"},
            "description": {"nl": "Kent de wet en past haar toe.", "en": "Knows the law and applies it."},
            "domain": {"nl": "Vak", "en": "Craft"},
            "indicators": [
                {"code": "c-law.1", "text": {"nl": "Legt een besluit uit", "en": "Explains a decision"}},
                {
                    "code": "c-law.2",
                    "text": {"nl": "Weegt belangen", "en": "Weighs interests"},
                    "level": "proficient",
                },
            ],
        },
        {"code": "c-dialogue", "title": {"nl": "Voert het gesprek", "en": "Leads the conversation"}},
        {
            "code": "c-network",
            "title": {"nl": "Werkt met het gezin", "en": "Works with the family"},
            "for": ["youth"],
        },
    ],
}


class ProfileFactory(Row):
    """An adopted profile of two levels and three competences, one of them of a specialisation."""

    class Meta:
        model = CompetenceProfile

    register = factory.SubFactory(RegisterFactory)
    in_force_from = date(2020, 1, 1)
    document = DOCUMENT
    digest = factory.LazyAttribute(lambda row: digest_of(row.document))
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = NOW
    adopted_by = factory.SubFactory(UserFactory)
    adopted_at = NOW


class SelfAssessmentFactory(Row):
    """Somebody who says to begin with the law."""

    class Meta:
        model = SelfAssessment

    person = factory.SubFactory(PersonFactory)
    profile = factory.SubFactory(ProfileFactory)
    assessed_on = date(2025, 1, 10)
    answers = factory.LazyFunction(lambda: {"c-law": {"level": "starting", "words": "Ik begin."}})
    recorded_at = NOW


class FeedbackRoundFactory(Row):
    """A question about everything, open for long."""

    class Meta:
        model = FeedbackRound

    person = factory.SubFactory(PersonFactory)
    profile = factory.SubFactory(ProfileFactory)
    competences = factory.LazyFunction(lambda: ["c-law", "c-dialogue"])
    asked_at = NOW
    closes_before = date(2999, 1, 1)


class FeedbackInvitationFactory(Row):
    class Meta:
        model = FeedbackInvitation

    round = factory.SubFactory(FeedbackRoundFactory)
    email = factory.Sequence(lambda n: f"collega{n}@werk.example")
    relation = "COLLEAGUE"
    invited_at = NOW


class CompetenceLinkFactory(Row):
    """An entry of the ledger that has to do with the law."""

    class Meta:
        model = CompetenceLink

    person = factory.SubFactory(PersonFactory)
    register = factory.SubFactory(RegisterFactory)
    competence = "c-law"
    entry = factory.LazyAttribute(lambda row: LedgerEntryFactory(person=row.person))
    linked_at = NOW


class SchemeFactory(Row):
    """A grant for everybody."""

    class Meta:
        model = IncentiveScheme

    association = factory.SubFactory(AssociationFactory)
    kind = "GRANT"
    title = factory.Sequence(lambda n: {"nl": f"Beurs {n}"})
    valid_from = date(2020, 1, 1)
    source = "https://beurs.example/"
    checked_on = date(2026, 1, 1)
