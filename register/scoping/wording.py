"""Sentences in the language of the request."""

from django.utils.translation import get_language


def say(nl: str, en: str) -> str:
    """The Dutch or the English sentence, whichever the reader asked for; Dutch when in doubt."""
    return en if (get_language() or "nl").startswith("en") else nl
