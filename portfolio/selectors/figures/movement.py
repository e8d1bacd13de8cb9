"""Who came onto a register and who left it, and what those on it are."""

from collections.abc import Iterator

from portfolio.rules.suppression import published_counts
from portfolio.selectors.figures.tables import COUNT, Asked, Row, Table, counted, filled, in_period, named, selected
from register.catalogue import ENDED, GOES_ON

# On the register on the day before the period, and on its last day: before + joined - left = after.
_STOCK = """
SELECT count(*) FILTER (WHERE registered_on < %(start)s AND (ended_before IS NULL OR ended_before >= %(start)s)),
    count(*) FILTER (WHERE registered_on < %(end)s AND (ended_before IS NULL OR ended_before >= %(end)s))
FROM register_registration WHERE register_id = %(register)s
"""
_JOINED = f"""
SELECT to_char(registered_on, 'YYYY-MM'), count(*) FROM register_registration
WHERE register_id = %(register)s AND {in_period("registered_on")} GROUP BY 1
"""
_LEFT = f"""
SELECT to_char(g.ended_before, 'YYYY-MM'), coalesce(s.value, 'UNSTATED'), count(*)
FROM register_registration g LEFT JOIN register_statuschange s ON s.registration_id = g.id
    AND s.axis = 'registration' AND s.withdrawn_at IS NULL AND s.starts_on = g.ended_before AND s.value = ANY(%(ended)s)
WHERE g.register_id = %(register)s AND {in_period("g.ended_before")} GROUP BY 1, 2
"""
_STATUSES = """
SELECT coalesce(s.value, 'REGISTERED'), count(*) FROM register_registration g LEFT JOIN LATERAL (
    SELECT value FROM register_statuschange c WHERE c.registration_id = g.id AND c.axis = 'registration'
        AND c.withdrawn_at IS NULL AND c.starts_on < %(end)s ORDER BY c.starts_on DESC LIMIT 1
) s ON true
WHERE g.register_id = %(register)s AND g.registered_on < %(end)s
    AND (g.ended_before IS NULL OR g.ended_before >= %(end)s) GROUP BY 1
"""
STATUSES = {
    "REGISTERED": named("geregistreerd", "registered"),
    "CONDITIONAL": named("onder voorwaarden", "conditional"),
    "CANDIDATE": named("kandidaat", "candidate"),
    "IN_GRACE": named("in uitloop", "in grace"),
    "SUSPENDED": named("geschorst", "suspended"),
    "LAPSED": named("vervallen", "lapsed"),
    "STRUCK_OFF": named("doorgehaald", "struck off"),
    "LEFT": named("uitgeschreven op eigen verzoek", "left at their own request"),
    "DECEASED": named("overleden", "deceased"),
    "UNSTATED": named("zonder reden", "no reason kept"),
}


def movement(asked: Asked) -> Iterator[Table]:
    """Inflow and outflow by month, outflow by reason, and the statuses at the end."""
    joined = filled(selected(_JOINED, asked.facts), asked.months)
    left = selected(_LEFT, asked.facts | {"ended": sorted(ENDED)})
    by_month, by_reason = filled([], asked.months), filled([], [*sorted(ENDED), "UNSTATED"])
    for month, reason, count in left:
        by_month[month] += count
        by_reason[reason] += count
    yield _stock(asked, sum(joined.values()), sum(by_month.values()))
    yield counted("joined", named("Instroom per maand", "Inflow by month"), joined, {})
    yield counted("left", named("Uitstroom per maand", "Outflow by month"), by_month, {})
    yield counted("left-why", named("Uitstroom naar reden", "Outflow by reason"), by_reason, STATUSES)
    statuses = filled(selected(_STATUSES, asked.facts), [name for name in STATUSES if name in GOES_ON])
    yield counted("statuses", named("Status op de laatste dag", "Status on the last day"), statuses, STATUSES)


def _stock(asked: Asked, joined: int, left: int) -> Table:
    before, after = selected(_STOCK, asked.facts)[0]
    _, told = published_counts({"joined": joined})
    _, went = published_counts({"left": left})
    known = None not in (told["joined"], went["left"])
    figures = {
        # With what came after and what went it would give away how few came.
        "before": published_counts({"": before})[1][""] if known else None,
        "joined": told["joined"],
        "left": went["left"],
        "after": published_counts({"": after})[1][""],
    }
    labels = {
        "before": named("in het register op de dag ervoor", "on the register the day before"),
        "joined": named("erbij gekomen", "came"),
        "left": named("weggegaan", "went"),
        "after": named("in het register op de laatste dag", "on the register on the last day"),
    }
    rows = tuple(Row(code, labels[code], {"count": count}) for code, count in figures.items())
    return Table("stock", named("In het register", "On the register"), COUNT, rows)
