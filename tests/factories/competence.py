"""Competence profiles, and what professionals do with them."""

from datetime import date
from typing import Any

import factory

from register.models import CompetenceProfile
from register.rules.regulation import digest_of
from tests.factories.register import NOW, RegisterFactory, Row, UserFactory

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
