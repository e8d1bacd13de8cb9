"""Evaluations: participants answer once, and no trace is kept of who said what."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from accreditation.errors import EvaluationAnswered, EvaluationClosed
from accreditation.models import EvaluationAnswer, EvaluationInvitation
from accreditation.rules.policy import Question
from accreditation.selectors.evaluations import questions_of
from register.errors import FieldProblem, InvalidInput

LONGEST = 2000
MARKS = range(1, 6)


@transaction.atomic
def answer_evaluation(*, invitation: EvaluationInvitation, answers: Mapping[str, object], today: date) -> None:
    """Keep what a participant says: the code of each question → a mark from 1 to 5, or words. Once.

    No event is recorded: the trail would tell who answered what. A question may be left out, not all of them.
    """
    if not invitation.opens_on <= today < invitation.closes_before:
        raise EvaluationClosed(
            nl=f"Deze vragen konden worden beantwoord van {invitation.opens_on} tot {invitation.closes_before}.",
            en=f"These questions could be answered from {invitation.opens_on} until {invitation.closes_before}.",
        )
    questions = {one.code: one for one in questions_of(invitation)}
    problems = [problem for code in answers if (problem := _problem(code, answers[code], questions))]
    if problems or not answers:
        raise InvalidInput(
            nl="Niet elk antwoord past bij zijn vraag." if answers else "Beantwoord ten minste één vraag.",
            en="Not every answer fits its question." if answers else "Answer at least one question.",
            fields=tuple(problems),
        )
    open_ones = EvaluationInvitation.objects.filter(pk=invitation.pk, answered=False)
    if not open_ones.update(answered=True):
        raise EvaluationAnswered(
            nl="U hebt deze vragen al beantwoord. Dank u wel.",
            en="You have answered these questions already. Thank you.",
        )
    EvaluationAnswer.objects.create(
        edition_id=invitation.edition_id,
        register_id=invitation.register_id,
        moment=invitation.moment,
        answers=dict(answers),
    )


def _problem(code: str, answer: object, questions: Mapping[str, Question]) -> FieldProblem | None:
    place = f"#/answers/{code}"
    question = questions.get(code)
    if question is None:
        known = ", ".join(questions)
        return FieldProblem(
            place, "unknown-question", f"Deze vraag is er niet. Bekend: {known}.", f"No such question. Known: {known}."
        )
    if question.kind == "scale" and (isinstance(answer, bool) or answer not in MARKS):
        return FieldProblem(place, "not-a-mark", "Geef een cijfer van 1 tot en met 5.", "Give a mark from 1 to 5.")
    if question.kind == "text" and not (isinstance(answer, str) and 0 < len(answer.strip()) <= LONGEST):
        return FieldProblem(
            place,
            "not-a-text",
            f"Geef een tekst van ten hoogste {LONGEST} tekens.",
            f"Give up to {LONGEST} characters.",
        )
    return None
