"""The page about attendance says what the intake does."""

import re
from pathlib import Path

from portfolio.catalogue import QuestionState
from portfolio.services.attendance.columns import KNOWN
from portfolio.services.attendance.verdicts import Verdict
from portfolio.services.attendance.words import WORDS

PAGE = (Path(__file__).parents[2] / "docs" / "attendance.md").read_text(encoding="utf-8")
CELL = re.compile(r"[“\"]?\{\w+\}[”\"]?")


def test_every_verdict_is_on_the_page_in_the_words_that_a_sender_reads():
    rows = [f"| `{verdict}` | {said(WORDS[verdict].en)} | {said(WORDS[verdict].remedy_en)} |" for verdict in Verdict]

    assert [row for row in rows if row not in PAGE] == []


def test_every_column_and_every_state_of_a_missing_attendance_is_on_the_page():
    assert [column for column in KNOWN if f"`{column}`" not in PAGE] == []
    assert [state for state in QuestionState if state != QuestionState.ASKED and f"`{state}`" not in PAGE] == []


def said(sentence: str) -> str:
    return CELL.sub("…", sentence)
