"""What participants were asked and what they said, so that nobody can be singled out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, FloatField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, JSONObject

from accreditation.models import Course, EvaluationAnswer, EvaluationInvitation
from accreditation.rules.policy import Question
from accreditation.selectors.policies import policy_of
from register.models import Register

FEWEST = 5
"""Answers below this number are not shown: who knows the group would know who said what."""
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What was answered to one question: a mean and a number for each mark, or the texts in alphabetical order."""

    question: Question
    answers: int
    mean: Decimal | None = None
    marks: Mapping[str, int] = field(default_factory=dict)
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """What participants said to a register at a moment. Without `questions` too few answered to show."""

    register: Register
    moment: str
    answers: int
    questions: tuple[QuestionResult, ...] = ()

    @property
    def fewest(self) -> int:
        return FEWEST


def questions_of(invitation: EvaluationInvitation) -> tuple[Question, ...]:
    """What is asked: the questions of the policy on the day the invitation opened."""
    policy = policy_of(invitation.register_id, on=invitation.opens_on)
    return tuple(one for one in policy.evaluation.questions if one.when == invitation.moment)


def results_of(
    answers: QuerySet[EvaluationAnswer], *, questions: Iterable[Question], register: Register
) -> list[Results]:
    """The results per moment, of the answers given."""
    asked = tuple(questions)
    found: dict[str, list[Mapping[str, Any]]] = {}
    for moment, said in answers.filter(register=register).values_list("moment", "answers"):
        found.setdefault(moment, []).append(said)
    return [_results(register, moment, rows, asked) for moment, rows in sorted(found.items())]


def _results(register: Register, moment: str, rows: list[Mapping[str, Any]], asked: tuple[Question, ...]) -> Results:
    if len(rows) < FEWEST:
        return Results(register, moment, len(rows))
    mine = tuple(one for one in asked if one.when == moment)
    return Results(register, moment, len(rows), tuple(_shown(mine, rows)))


def _shown(questions: Iterable[Question], rows: list[Mapping[str, Any]]) -> Iterator[QuestionResult]:
    for question in questions:
        said = [row[question.code] for row in rows if question.code in row]
        if len(said) < FEWEST:
            yield QuestionResult(question, len(said))
        elif question.kind == "text":
            yield QuestionResult(question, len(said), texts=tuple(sorted(said)))
        else:
            marks = Counter(str(mark) for mark in said)
            mean = (Decimal(sum(said)) / len(said)).quantize(TENTH)
            yield QuestionResult(question, len(said), mean, {mark: marks[mark] for mark in "12345"})


def courses_evaluated(register: Register, *, moment: str, marks: Sequence[Question]) -> QuerySet[Course]:
    """The courses of which enough participants of the register said something at the moment.

    Each comes with `answers_given`, and with `marks`: the code of each question → its number of answers and mean.
    """
    said = "editions__evaluation_answers"
    asked = Q(**{f"{said}__register": register, f"{said}__moment": moment})

    def mark(question: Question) -> JSONObject:
        given = KeyTextTransform(question.code, f"{said}__answers")
        return JSONObject(answers=Count(given, filter=asked), mean=Avg(Cast(given, FloatField()), filter=asked))

    courses = Course.objects.annotate(
        answers_given=Count(said, filter=asked), marks=JSONObject(**{one.code: mark(one) for one in marks})
    )
    return courses.filter(answers_given__gte=FEWEST).select_related("provider")
