"""What visitors of the catalogue type, turned into words that are in it."""

import re

from django.contrib.postgres.search import SearchQuery
from django.db import connection

SHORTEST, LONGEST, MOST_WORDS = 2, 40, 8
WORDS = re.compile(r"\w+")
ALIKE = 4  # words that a typing error may stand for

# The dictionary has each word once. What begins no word in it is a typing error, or something we do not have. Words
# are in the order of their signs, so those that begin alike lie between the beginning and what follows the last sign.
LOOK_UP = """
SELECT typed.plain, known.yes, ARRAY(
    SELECT word FROM accreditation_catalogueword WHERE NOT known.yes AND word %% typed.plain
    ORDER BY word <-> typed.plain, word LIMIT %(alike)s)
FROM (SELECT catalogue_plain(word) AS plain FROM unnest(%(words)s::text[]) word) typed
CROSS JOIN LATERAL (SELECT EXISTS (
    SELECT FROM accreditation_catalogueword
    WHERE word >= typed.plain COLLATE "C" AND word < (typed.plain || U&'\\+10FFFF') COLLATE "C") AS yes) known
"""


def search_query(text: str) -> SearchQuery | None:
    """All the words, in any order, each as the beginning of a word or, when none begins so, as words that are alike.

    None when the text has no words of at least two signs; only the first eight are looked for.
    """
    words = [word[:LONGEST] for word in WORDS.findall(text) if len(word) >= SHORTEST][:MOST_WORDS]
    if not words:
        return None
    with connection.cursor() as cursor:
        cursor.execute(LOOK_UP, {"words": words, "alike": ALIKE})
        parts = [_part(*row) for row in cursor.fetchall()]
    return SearchQuery(" & ".join(parts), config="simple", search_type="raw")


def _part(plain: str, known: bool, alike: list[str]) -> str:
    if known or not alike:
        return f"{_quoted(plain)}:*"
    return f"({' | '.join(map(_quoted, alike))})"


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
