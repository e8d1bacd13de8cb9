"""Acts that may be done so often: counted by the rows that they leave, so that nothing else has to be kept."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from register.errors import Limit, TooOften


def refuse_beyond(
    limit: Limit,
    rows: QuerySet[Any],
    *,
    moment: str,
    now: datetime,
    nl: str,
    en: str,
    more: int = 1,
    error: type[TooOften] = TooOften,
) -> None:
    """Refuse with `error` when `more` of them beside `rows` of the last span are above the limit.

    `moment` is the field that says when each was done. Never more than `limit.most` are asked for at once.
    """
    lately = rows.filter(**{f"{moment}__gt": now - limit.span}).order_by(f"-{moment}")
    first_to_go = lately.values_list(moment, flat=True)[limit.most - more : limit.most - more + 1]
    for done_at in first_to_go:
        raise error(nl=nl, en=en, limit=limit, wait=done_at + limit.span - now)
