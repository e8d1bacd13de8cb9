"""What follows from attendance: what participants thought, a question about a list, and who else reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import F, QuerySet

from accreditation.models import Course, Edition, EvaluationInvitation, Provider
from accreditation.selectors.evaluations import questions_of
from accreditation.services.evaluations import answer_evaluation
from accreditation.services.provider_mandates import give_mandate, name_group_contact
from demo.population.chance import chance_of
from portfolio.models import MissingAttendance
from portfolio.services.evaluations import invite_to_evaluate
from portfolio.services.missing_attendance import ask_for_attendance
from register.models import Register, Registration, User
from register.selectors import actor_for

ANSWERED = 0.7
WORDS = ("Meer tijd om te oefenen.", "Goede casus, volle zaal.", "De theorie kan korter.")
STATEMENT = "Ik stond op de tekenlijst, maar de presentie staat niet in mijn dossier."


def add_evaluations(seed: int, today: date) -> None:
    """Participants of two months were asked three weeks ago, and most have answered."""
    on = today - timedelta(days=21)
    invite_to_evaluate(on=on, now=datetime.combine(on, time(6, 0), UTC))
    chance = chance_of(seed, "evaluations")
    for invitation in EvaluationInvitation.objects.order_by("edition_id", "person_id", "moment"):
        if chance.random() > ANSWERED:
            continue
        answers = {
            question.code: 2 + int(chance.random() * 4) if question.kind == "scale" else WORDS[int(chance.random() * 3)]
            for question in questions_of(invitation)
        }
        answer_evaluation(invitation=invitation, answers=answers, today=on)


def ask_about_a_list(registration: Registration, provider: Provider, today: date) -> MissingAttendance | None:
    """The professional was somewhere of the shown provider and is not on the list."""
    edition = (
        accredited_editions(provider, registration.register)
        .filter(ends_on__lt=today - timedelta(days=20), ends_on__gt=today - timedelta(days=300))
        .exclude(ledger_entries__person=registration.person)
        .order_by("ends_on", "id")
        .first()
    )
    account = User.objects.filter(person=registration.person).first()
    if edition is None or account is None:
        return None
    on = today - timedelta(days=4)
    return ask_for_attendance(
        registration=registration,
        edition=edition,
        attended_on=edition.ends_on,
        statement=STATEMENT,
        actor=actor_for(account, on=on),
        today=on,
        now=datetime.combine(on, time(19, 0), UTC),
    )


def name_contact(register: Register, contact: User, managers: Mapping[int, User], today: date) -> None:
    """Somebody without any role reports for a peer group of the register."""
    groups = Course.objects.filter(kind=Course.Kind.PEER_GROUP, accreditations__register=register)
    group = groups.order_by("id")[0]
    on = today - timedelta(days=50)
    name_group_contact(
        course=group,
        email=contact.email,
        starts_on=on,
        ends_before=None,
        actor=actor_for(managers[group.provider_id], on=on),
        now=datetime.combine(on, time(9, 0), UTC),
    )


def sell_a_course(provider: Provider, employer: Provider, manager: User, today: date) -> None:
    """Another organisation bought a course of the provider: it gives it to its own people and reports who came."""
    on = today - timedelta(days=90)
    give_mandate(
        course=Course.objects.filter(provider=provider, kind=Course.Kind.WHOLE).order_by("id")[0],
        employer=employer.code,
        runs_editions=True,
        starts_on=on,
        ends_before=None,
        reason="Gekocht voor de eigen medewerkers.",
        actor=actor_for(manager, on=on),
        now=datetime.combine(on, time(9, 0), UTC),
    )


def accredited_editions(provider: Provider, register: Register) -> QuerySet[Edition]:
    """Editions of one day, over or not, that the register accredits: one row of a list is all of such a one."""
    return Edition.objects.filter(
        course__provider=provider,
        course__kind=Course.Kind.WHOLE,
        course__accreditations__register=register,
        course__accreditations__valid_from__lte=F("ends_on"),
        course__accreditations__valid_before__gt=F("ends_on"),
        starts_on=F("ends_on"),
    ).exclude(status=Edition.Status.CANCELLED)
