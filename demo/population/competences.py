"""A competence profile and what helps pay for development, all made up and saying so."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid5

from accreditation.models import IncentiveScheme
from accreditation.services.schemes import add_scheme
from demo.population.accounts import Staff
from demo.population.calendar import month_later
from demo.population.registers import NAMESPACE
from register.models import CompetenceProfile, Register
from register.selectors import actor_for
from register.services.competence_profiles import adopt_profile, propose_profile

PROFILE = Path(__file__).with_name("competence-profile.json")
OF = "leerregister-klantmanagers"
SCHEMES: tuple[dict[str, Any], ...] = (
    {
        "kind": IncentiveScheme.Kind.GRANT,
        "title": {"nl": "Scholingsbeurs sociaal domein (verzonnen)", "en": "Grant for the social domain (made up)"},
        "summary": {
            "nl": "Een bijdrage in een langere opleiding. Vraag haar aan voordat u begint.",
            "en": "A contribution to a longer course. Ask for it before you begin.",
        },
        "condition": {"register": [OF, "skj-professional"]},
        "amount": 750,
        "unit": "EUR",
        "per": IncentiveScheme.Per.ONCE,
        "source": "https://scholingsbeurs.example/",
    },
    {
        "kind": IncentiveScheme.Kind.RIGHT,
        "title": {"nl": "Vijf dagen scholingsverlof (verzonnen)", "en": "Five days of study leave (made up)"},
        "summary": {
            "nl": "Recht volgens de cao; naar rato van uw uren.",
            "en": "A right in the collective agreement; in proportion to your hours.",
        },
        "condition": {"sector": "gemeenten", "hours_per_week": {"at_least": "12"}},
        "amount": 5,
        "unit": "day",
        "per": IncentiveScheme.Per.YEAR,
        "source": "https://cao-gemeenten.example/scholingsverlof",
    },
)


def add_competences(register: Register, staff: Staff, since: date, today: date, now: datetime) -> None:
    """The profile is proposed by one officer and adopted by another; the association keeps two schemes."""
    proposer, adopter = (actor_for(user, on=now.date()) for user in (staff.registrar, staff.committee))
    document = json.loads(PROFILE.read_text(encoding="utf-8"))
    draft = propose_profile(
        register=register, form="document", given=document, in_force_from=since, proposed_by=proposer, now=now
    )
    CompetenceProfile.objects.filter(pk=draft.pk).update(uuid=uuid5(NAMESPACE, f"profile/{register.code}"))
    adopt_profile(profile=draft, adopted_by=adopter, now=now)
    for number, contents in enumerate(SCHEMES):
        dated = contents | {"valid_from": since, "apply_by": month_later(today, 10)}
        scheme = add_scheme(association=register.association, contents=dated, actor=proposer, today=today, now=now)
        IncentiveScheme.objects.filter(pk=scheme.pk).update(uuid=uuid5(NAMESPACE, f"scheme/{number}"))
