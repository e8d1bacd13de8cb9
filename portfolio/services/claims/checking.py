"""Whether what was entered can be a claim: the registration, the day, the category, and the answers on the form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portfolio.catalogue.proposals import ProposalState as P
from portfolio.errors import ClaimReplaced, RegistrationEnded
from portfolio.models import Claim, ClaimProposal
from register.errors import FieldProblem, InvalidInput
from register.models import Register, Registration
from register.rules.claim_forms import ClaimForm
from register.selectors import regulation_in_force, rules_of
from register.services.categories import refuse_unknown_category

Entered = Claim | ClaimProposal


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
    problems = [*_day_problems(claim, today), *_form_problems(claim, forms, form), *_proposal_problems(claim)]
    if problems:
        raise InvalidInput(
            nl="De claim kan zo niet worden ingediend.",
            en="The claim cannot be submitted like this.",
            fields=tuple(problems),
        )
    return form


def problems_with_proposal(proposal: ClaimProposal, *, today: date) -> ClaimForm | None:
    """The form on which is proposed, or None in a register without forms. Questions may be left open until later.

    RegistrationEnded when nothing can be claimed; InvalidInput with every field that is wrong.
    """
    _refuse_ended(proposal.registration, today)
    register = proposal.registration.register
    forms = claim_forms_in_force(register, on=today)
    if not forms:
        refuse_unknown_category(register=register, category=proposal.category, on=today)
    form = forms.get(proposal.form)
    problems = [one for one in _form_problems(proposal, forms, form) if one.code != "required"]
    if proposal.planned_on < today:
        nl = "Deze dag is geweest. Voer de activiteit in als claim."
        problems.append(
            FieldProblem("#/plannedOn", "in-the-past", nl, "This day is over. Enter the activity as a claim.")
        )
    if problems:
        raise InvalidInput(
            nl="Het voorstel kan zo niet worden gedaan.",
            en="The proposal cannot be made like this.",
            fields=tuple(problems),
        )
    return form


def refuse_category_without_form(register: Register, *, category: str, unit: str, on: date) -> None:
    """InvalidInput unless activities of the category, in this unit, can be claimed in the register on a day."""
    forms = claim_forms_in_force(register, on=on).values()
    if not forms:
        refuse_unknown_category(register=register, category=category, on=on)
    elif not any((form.category, form.unit) == (category, unit) for form in forms):
        words = ", ".join(sorted({form.category for form in forms if form.unit == unit}))
        nl, en = f"Hierop kan niet worden geclaimd. Kies uit: {words}.", f"No claims on this. Choose from: {words}."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/category", "no-form", nl, en),))


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


def _proposal_problems(claim: Claim) -> list[FieldProblem]:
    """What keeps the claim from referring to the answer to its proposal."""
    proposal = claim.proposal
    if proposal is None:
        return []
    if proposal.registration_id != claim.registration_id or proposal.state not in (P.ANSWERED, P.LAPSED):
        nl, en = "Hierop is niet geantwoord dat het telt.", "This was not answered to count."
        return [FieldProblem("#/proposal", "not-answered", nl, en)]
    assert proposal.valid_before is not None  # of what was answered (constraint)
    problems = []
    if claim.performed_on >= proposal.valid_before:
        nl = f"Dit antwoord gold voor wat voor {proposal.valid_before} is gedaan."
        en = f"This answer held for what was done before {proposal.valid_before}."
        problems.append(FieldProblem("#/proposal", "lapsed", nl, en))
    if claim.category != proposal.expected_category:
        nl = f"Geantwoord is dat dit telt als {proposal.expected_category}."
        en = f"The answer was that this counts as {proposal.expected_category}."
        problems.append(FieldProblem("#/category", "not-as-answered", nl, en))
    return problems


def _form_problems(claim: Entered, forms: Mapping[str, ClaimForm], form: ClaimForm | None) -> list[FieldProblem]:
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


def _without_form(claim: Entered, forms: Mapping[str, ClaimForm]) -> list[FieldProblem]:
    if forms or claim.form:
        words = ", ".join(forms)
        nl, en = (f"Kies uit: {words}.", f"Choose from: {words}.") if forms else ("Laat weg.", "Leave this out.")
        return [FieldProblem("#/form", "unknown-form", f"Dit formulier is er niet. {nl}", f"No such form. {en}")]
    if claim.answers:
        nl, en = "Dit register stelt geen vragen.", "This register asks no questions."
        return [FieldProblem("#/answers", "unknown-field", nl, en)]
    return []
