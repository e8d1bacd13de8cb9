"""Whether what was entered can be a claim: the registration, the day, the category, and the answers on the form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portfolio.errors import ClaimReplaced, RegistrationEnded
from portfolio.models import Claim
from register.errors import FieldProblem, InvalidInput
from register.models import Register, Registration
from register.rules.claim_forms import ClaimForm
from register.selectors import regulation_in_force, rules_of
from register.services.categories import refuse_unknown_category


def claim_forms_in_force(register: Register, *, on: date) -> Mapping[str, ClaimForm]:
    """The forms on which may be claimed in the register on a day: code → form. Empty without forms or rules."""
    regulation = regulation_in_force(register, on=on)
    return rules_of(regulation).claim_forms if regulation else {}


def form_for(claim: Claim, *, today: date) -> ClaimForm | None:
    """The form that the claim is on, or None in a register without forms.

    RegistrationEnded or ClaimReplaced when nothing can be claimed; InvalidInput with every field that is wrong.
    """
    _refuse_ended(claim.registration, today)
    _refuse_replaced(claim)
    register = claim.registration.register
    forms = claim_forms_in_force(register, on=today)
    if not forms:
        refuse_unknown_category(register=register, category=claim.category, on=today)
    form = forms.get(claim.form)
    problems = [*_day_problems(claim, today), *_form_problems(claim, forms, form)]
    if problems:
        raise InvalidInput(
            nl="De claim kan zo niet worden ingediend.",
            en="The claim cannot be submitted like this.",
            fields=tuple(problems),
        )
    return form


def _refuse_ended(registration: Registration, today: date) -> None:
    if registration.ended_before is not None and registration.ended_before <= today:
        raise RegistrationEnded(
            nl=f"Deze inschrijving is geëindigd (niet meer geldig vanaf {registration.ended_before}).",
            en=f"This registration has ended (no longer valid from {registration.ended_before}).",
        )


def _refuse_replaced(claim: Claim) -> None:
    old = claim.replaces
    if old is not None and (old.entry_id is None or old.registration_id != claim.registration_id):
        raise ClaimReplaced(
            nl="Alleen een claim van dezelfde inschrijving die meetelt kan worden vervangen.",
            en="Only a claim of the same registration that counts can be replaced.",
        )


def _day_problems(claim: Claim, today: date) -> list[FieldProblem]:
    if claim.performed_on <= today:
        return []
    return [
        FieldProblem(
            "#/performedOn",
            "in-the-future",
            "Deze dag moet nog komen. Voer de activiteit in als zij geweest is.",
            "This day has yet to come. Enter the activity once it has been done.",
        )
    ]


def _form_problems(claim: Claim, forms: Mapping[str, ClaimForm], form: ClaimForm | None) -> list[FieldProblem]:
    if form is None:
        return _without_form(claim, forms)
    wanted: tuple[tuple[str, Any, str], ...] = (
        ("category", claim.category, form.category),
        ("unit", claim.unit, form.unit),
    )
    problems = [
        FieldProblem(f"#/{name}", "not-of-form", f"Op dit formulier is dit {right}.", f"On this form this is {right}.")
        for name, given, right in wanted
        if given != right
    ]
    answers = form.problems(claim.answers)
    return problems + [
        FieldProblem(f"#/answers/{one.name}" if one.name else "#/answers", one.code, one.nl, one.en) for one in answers
    ]


def _without_form(claim: Claim, forms: Mapping[str, ClaimForm]) -> list[FieldProblem]:
    if forms or claim.form:
        words = ", ".join(forms)
        nl, en = (f"Kies uit: {words}.", f"Choose from: {words}.") if forms else ("Laat weg.", "Leave this out.")
        return [FieldProblem("#/form", "unknown-form", f"Dit formulier is er niet. {nl}", f"No such form. {en}")]
    if claim.answers:
        nl, en = "Dit register stelt geen vragen.", "This register asks no questions."
        return [FieldProblem("#/answers", "unknown-field", nl, en)]
    return []
