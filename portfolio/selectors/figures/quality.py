"""What participants say of courses: the mean of each mark, and how many courses are thought how good."""

from collections.abc import Iterator
from decimal import Decimal

from accreditation.selectors.policies import policy_of
from portfolio.rules.suppression import may_be_told
from portfolio.selectors.figures.tables import COUNT, Asked, Row, Table, filled, in_period, named, selected

# One mark of one participant, of editions that ended in the period.
_MARKS = f"""
WITH mark AS (
    SELECT a.moment, q.key AS question, (q.value #>> '{{}}')::numeric AS mark, e.course_id
    FROM accreditation_evaluationanswer a JOIN accreditation_edition e ON e.id = a.edition_id,
        jsonb_each(a.answers) AS q
    WHERE a.register_id = %(register)s AND {in_period("e.ends_on")}
        AND jsonb_typeof(q.value) = 'number'
)
"""
_BY_QUESTION = f"""{_MARKS}
SELECT moment, question, count(*), round(avg(mark), 1) FROM mark GROUP BY 1, 2 ORDER BY 1, 2
"""
# A course that few say something of is not counted: its mean would be theirs.
_BY_MEAN = f"""{_MARKS}
SELECT least(trunc(mean), 4)::int::text, count(*) FROM (
    SELECT avg(mark) AS mean FROM mark WHERE moment = 'after' GROUP BY course_id, question HAVING count(*) >= %(fewest)s
) AS course GROUP BY 1
"""
MEASURES = {"mean": named("gemiddelde (1-5)", "mean (1-5)"), "answers": named("antwoorden", "answers")}
FEWEST = 10
_MEANS = {
    "1": named("van 1 tot 2", "from 1 up to 2"),
    "2": named("van 2 tot 3", "from 2 up to 3"),
    "3": named("van 3 tot 4", "from 3 up to 4"),
    "4": named("4 of hoger", "4 or more"),
}


def quality(asked: Asked) -> Iterator[Table]:
    """The means of all courses together, by question; and the courses by how they were thought of right after."""
    words = {one.code: one.text for one in policy_of(asked.register, on=asked.on).evaluation.questions}
    rows = tuple(
        Row(f"{moment}:{code}", words.get(code) or named(code, code), _told(answers, mean))
        for moment, code, answers, mean in selected(_BY_QUESTION, asked.facts)
    )
    yield Table("marks", named("Oordeel van deelnemers", "What participants say"), MEASURES, rows)
    means = filled(selected(_BY_MEAN, asked.facts | {"fewest": FEWEST}), list(_MEANS))
    courses = tuple(Row(code, label, {"count": means[code]}) for code, label in _MEANS.items())
    title = named("Vragen per cursus, naar gemiddelde", "Questions per course, by mean")
    yield Table("means", title, COUNT, courses)


def _told(answers: int, mean: Decimal) -> dict[str, int | Decimal | None]:
    told = may_be_told(answers, of=answers)
    return {"mean": mean if told else None, "answers": answers if told else None}
