"""Letters: what the document in the chain says, as a tagged PDF, the same bytes each time."""

import re
import subprocess
from datetime import UTC, datetime, timedelta
from shutil import which

import pytest

from portfolio.models import DecisionDocument
from portfolio.services.decisions.letters import letter
from tests.decisions.committee import INSTEAD, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents():
    office = Office()
    decision = office.known(office.taken(hardship=""))
    office.reconsider(office.hear(office.object(decision)), outcome="UPHELD", reasons="Gegrond.", instead=INSTEAD)
    return list(DecisionDocument.objects.order_by("number"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_document_is_a_tagged_letter_and_the_same_each_time(documents, language):
    for document in documents:
        made = letter(document, language=language)

        assert made[:5] == b"%PDF-"
        assert b"/StructTreeRoot" in made
        assert f"/Lang({language})".encode() in made
        assert letter(document, language=language) == made


READS_PDF = pytest.mark.skipif(which("pdftotext") is None, reason="the text of a PDF is read by pdftotext")


def text_of(document, language):
    made = letter(document, language=language)
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


@READS_PDF
def test_a_letter_says_what_why_and_what_can_be_done(documents):
    text = text_of(documents[1], "nl")

    for said in ("De norm van artikel 4 is niet gehaald.", "geschorst", "Ik was ziek.", "binnen 6 weken bezwaar"):
        assert said in text, said
    assert documents[1].digest.removeprefix("sha256:")[:12] in text


@READS_PDF
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ["Vanaf 15 januari 2026: geregistreerd onder voorwaarden", "uiterlijk op 1 maart 2027"]),
        ("en", ["From 15 January 2026: registered under conditions", "on 1 March 2027 at the latest"]),
    ],
)
def test_days_are_in_words_and_those_of_the_register(language, said):
    office = Office()
    effect = {"statuses": [{"value": "CONDITIONAL"}], "repairBy": "2027-03-01"}
    just_before_midnight = datetime(2026, 1, 15, 22, 30, tzinfo=UTC)
    decision = office.prepare(adverse=False, effect=effect)
    office.take(decision, now=just_before_midnight + timedelta(hours=1))  # in Amsterdam the next day

    text = text_of(DecisionDocument.objects.get(), language)

    for words in (*said, "16 januari 2026" if language == "nl" else "16 January 2026"):
        assert words in text, words
    assert not re.search(r"\d{4}-\d{2}-\d{2}", text)
