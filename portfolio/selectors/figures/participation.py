"""In what people took part: by category of the regulation, and by the place where courses were given."""

from collections.abc import Iterator, Mapping

from portfolio.rules.suppression import may_be_told
from portfolio.selectors.figures.tables import Asked, Label, Row, Table, in_period, named, selected
from register.selectors import regulation_in_force

# A fact for every fact of the people of the register: an attendance in each category in which its course counts here.
_FACTS = f"""
WITH fact AS (
    SELECT l.id, l.person_id, l.category, l.edition_id FROM portfolio_ledgerentry l
    JOIN register_registration g ON g.person_id = l.person_id AND g.register_id = %(register)s
        AND g.registered_on <= l.effective_on AND (g.ended_before IS NULL OR g.ended_before > l.effective_on)
        AND (l.registration_id IS NULL OR l.registration_id = g.id)
    WHERE l.kind = 'activity' AND {in_period("l.effective_on")} AND l.reverses_id IS NULL
        AND NOT EXISTS (SELECT FROM portfolio_ledgerentry r WHERE r.reverses_id = l.id)
), worth AS (
    SELECT id, person_id, category, NULL AS place FROM fact WHERE edition_id IS NULL
    UNION ALL
    SELECT f.id, f.person_id, a.category, CASE WHEN e.place = '' THEN 'online' ELSE catalogue_plain(e.place) END
    FROM fact f JOIN accreditation_edition e ON e.id = f.edition_id
    JOIN portfolio_ledgerentry l ON l.id = f.id
    JOIN accreditation_accreditation a ON a.course_id = e.course_id AND a.register_id = %(register)s
        AND a.replaced_at IS NULL AND a.valid_from <= l.effective_on AND a.valid_before > l.effective_on
)
"""
_BY_CATEGORY = f"""{_FACTS}
SELECT category, count(DISTINCT person_id), count(DISTINCT id) FROM worth
GROUP BY GROUPING SETS ((category), ()) ORDER BY GROUPING(category) DESC, 2 DESC, 1
"""
_BY_PLACE = f"""{_FACTS}
SELECT place, count(DISTINCT person_id), count(DISTINCT id) FROM worth WHERE place IS NOT NULL
GROUP BY GROUPING SETS ((place), ()) ORDER BY GROUPING(place) DESC, 2 DESC, 1
"""
MEASURES = {
    "people": named("mensen", "people"),
    "activities": named("activiteiten", "activities"),
}


def participation(asked: Asked) -> Iterator[Table]:
    """Who took part in what and where. Somebody counts once in each group, and once in all."""
    regulation = regulation_in_force(asked.register, on=asked.on)
    labels = dict(_labels(regulation.document.get("categories") if regulation else None))
    yield _table("by-category", named("Naar categorie", "By category"), selected(_BY_CATEGORY, asked.facts), labels)
    by_place = selected(_BY_PLACE, asked.facts)
    places = {place: named(place.title(), place.title()) for place, _, _ in by_place if place}
    yield _table("by-place", named("Naar plaats van de cursus", "By place of the course"), by_place, places)


def _labels(tree: object) -> Iterator[tuple[str, Label]]:
    """The words of the regulation for its categories, however deep."""
    for code, said in tree.items() if isinstance(tree, Mapping) else ():
        if isinstance(said, Mapping):
            if {"nl", "en"} <= said.keys():
                yield code, named(said["nl"], said["en"])
            yield from _labels(said.get("includes"))


def _table(code: str, label: Label, found: list[tuple[str, int, int]], labels: Mapping[str, Label]) -> Table:
    (_, people, activities), *groups = found
    rows = tuple(Row(one, labels.get(one) or named(one, one), _told(n, m, of=people)) for one, n, m in groups)
    # Activities add up: with some left out, their sum would tell of those.
    whole = None not in (row.figures["activities"] for row in rows)
    return Table(code, label, MEASURES, rows, _told(people, activities if whole else None, of=people))


def _told(people: int, activities: int | None, *, of: int) -> dict[str, int | None]:
    told = may_be_told(people, of=of) or not of
    return {"people": people if told else None, "activities": activities if told else None}
