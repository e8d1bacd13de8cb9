"""One activity for several registers: entered once, a claim for each, decided by each register on its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db.models import Q

from portfolio.models import Claim
from portfolio.models.claim import REPLACING
from portfolio.services.claims.checking import claim_forms_in_force
from portfolio.services.claims.drafting import create_draft
from portfolio.services.evidence.copying import copy_evidence
from portfolio.services.evidence.storing import read_file
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.models import Registration
from register.rules.claim_forms import ClaimForm


@dataclass(frozen=True, slots=True)
class There:
    """Another registration for which an activity is entered, and what is different there.

    `form` is the same unless told. `quantity` is in the unit of the form there; needed when that is another unit.
    """

    registration: Registration
    form: str = ""
    quantity: Decimal | None = None
    tags: list[str] | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """For which other registrations: these, and `everywhere` in addition all others that know the form, in its unit."""

    also_for: tuple[There, ...] = ()
    everywhere: bool = False


NOWHERE = Elsewhere()


@dataclass(frozen=True, slots=True)
class Other:
    """A draft for another registration; `place` is where its sender said so."""

    claim: Claim
    place: str

    def told(self, error: InvalidInput) -> InvalidInput:
        """What is wrong with it, as said of where it was asked for."""
        name = self.claim.registration.register.name
        problems = (
            FieldProblem(f"#{self.place}{one.location[1:]}", one.code, f"{name}: {one.nl}", f"{name}: {one.en}")
            for one in error.fields
        )
        return InvalidInput(nl=f"{name}: {error.nl}", en=f"{name}: {error.en}", fields=tuple(problems))


def draft_elsewhere(claim: Claim, elsewhere: Elsewhere, *, today: date) -> list[Other]:
    """Draft the activity for other registrations. Each is asked what its form asks, so that all is answered once.

    InvalidInput when a register does not know the form, or counts in another unit and no quantity was given.
    """
    wanted = list(_wanted(claim, elsewhere, today))
    if not wanted:
        return []
    if claim.submission is None:
        claim.submission = uuid4()
        Claim.objects.filter(pk=claim.pk).update(submission=claim.submission)
    return [Other(_drafted(claim, there, form), place) for there, form, place in wanted]


def keep_own_answers(claim: Claim, others: list[Other], *, today: date) -> None:
    """Leave out of a claim the answers that only other registers asked for."""
    form = claim_forms_in_force(claim.registration.register, on=today).get(claim.form)
    asked_there = {name for other in others for name in other.claim.answers}
    kept = {
        name: value
        for name, value in claim.answers.items()
        if name not in asked_there or (form is not None and name in form.questions)
    }
    if kept != claim.answers:
        claim.answers = kept
        claim.save(update_fields=["answers"])


def copy_evidence_to(claim: Claim, others: list[Other], *, actor: Actor, now: datetime) -> None:
    """Give the other claims the files that the first one has."""
    for evidence in claim.evidence.order_by("pk") if others else ():
        content = read_file(evidence.key, digest=evidence.digest)
        copy_evidence(evidence, content, [other.claim for other in others], actor=actor, now=now)


def _wanted(claim: Claim, elsewhere: Elsewhere, today: date) -> Iterator[tuple[There, ClaimForm, str]]:
    for n, there in enumerate(elsewhere.also_for):
        place = f"/alsoFor/{n}"
        form = claim_forms_in_force(there.registration.register, on=today).get(there.form or claim.form)
        if form is None:
            nl, en = "Dit register kent dit formulier niet.", "This register does not know this form."
            raise InvalidInput(nl=nl, en=en, fields=(FieldProblem(f"#{place}/form", "unknown-form", nl, en),))
        if form.unit != claim.unit and there.quantity is None:
            nl, en = (
                f"Dit register telt in {form.unit}: geef hoeveel.",
                f"This register counts in {form.unit}: say how many.",
            )
            raise InvalidInput(nl=nl, en=en, fields=(FieldProblem(f"#{place}/quantity", "required", nl, en),))
        yield there, form, place
    if elsewhere.everywhere:
        named = {there.registration.pk for there in elsewhere.also_for}
        for registration in _others_of(claim, today).exclude(pk__in=named):
            form = claim_forms_in_force(registration.register, on=today).get(claim.form)
            if form is not None and form.unit == claim.unit:
                yield There(registration), form, ""


def _others_of(claim: Claim, today: date) -> Any:
    """The person's other registrations of today for which the activity is not entered yet."""
    rows = Registration.objects.filter(person=claim.registration.person_id).exclude(pk=claim.registration_id)
    rows = rows.filter(Q(ended_before=None) | Q(ended_before__gt=today)).select_related("register", "person")
    if claim.submission is not None:
        entered = Claim.objects.filter(submission=claim.submission, state__in=REPLACING)
        rows = rows.exclude(pk__in=entered.values("registration"))
    return rows.order_by("pk")


def _drafted(claim: Claim, there: There, form: ClaimForm) -> Claim:
    own = {name: value for name, value in claim.answers.items() if name in form.questions}
    return create_draft(
        registration=there.registration,
        form=form.code,
        category=form.category,
        title=claim.title,
        performed_on=claim.performed_on,
        quantity=there.quantity or claim.quantity,
        unit=form.unit,
        tags=claim.tags if there.tags is None else there.tags,
        answers={**own, **there.answers},
        submission=claim.submission,
        replaces=_replaced_there(claim, there.registration),
    )


def _replaced_there(claim: Claim, registration: Registration) -> Claim | None:
    """Of a claim that is corrected: the one that counts for the same activity there."""
    old = claim.replaces
    if old is None or old.submission is None:
        return None
    counting = Claim.objects.filter(submission=old.submission, registration=registration, entry__isnull=False)
    return counting.order_by("-pk").first()
