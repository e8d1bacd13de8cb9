"""Letters: what the document in the chain says, as a tagged PDF, the same bytes each time."""

import subprocess
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


@pytest.mark.skipif(which("pdftotext") is None, reason="the text of a PDF is read by pdftotext")
def test_a_letter_says_what_why_and_what_can_be_done(documents):
    made = letter(documents[1], language="nl")
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()

    for said in ("De norm van artikel 4 is niet gehaald.", "geschorst", "Ik was ziek.", "binnen 6 weken bezwaar"):
        assert said in " ".join(text.split()), said
    assert documents[1].digest.removeprefix("sha256:")[:12] in text
