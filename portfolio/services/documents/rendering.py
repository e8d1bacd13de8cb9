"""Making a PDF of a template and data: tagged, in one language, the same bytes for the same input.

A template is `templates/<name>.typ`. What people typed reaches it as data and is never read as markup.
"""

import json
import logging
import re
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

logger = logging.getLogger(__name__)
TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = ("nl", "en")
UNREADABLE = re.compile(r'the text `(".*?")` could not be displayed', re.DOTALL)
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_own = threading.local()


def render(template: str, data: Mapping[str, Any], *, language: str, now: datetime) -> bytes:
    """The PDF (PDF/UA-1) that a template makes of plain JSON values, in `nl` or `en`.

    A sign that no font at hand has is replaced by �: a document that cannot be made helps nobody.
    """
    if language not in LANGUAGES:
        raise ValueError(f"There are documents in {LANGUAGES}, not in {language!r}.")
    written = json.dumps(data, ensure_ascii=False)
    while True:
        try:
            return _compile(template, written, language, now)
        except typst.TypstError as error:
            found = UNREADABLE.search(error.message)
            unreadable = json.loads(found[1]) if found else ""
            # Quotation marks and the like are written otherwise in JSON; no font lacks those.
            if not unreadable or unreadable not in written:
                raise
            logger.warning("document_sign_missing template=%s signs=%r", template, unreadable)
            written = written.replace(unreadable, REPLACEMENT)


def _compile(template: str, written: str, language: str, now: datetime) -> bytes:
    made: Any = _compiler().compile(
        input=TEMPLATES / f"{template}.typ",
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": written, "language": language},
        timestamp=int(now.timestamp()),
    )
    return bytes(made)


def _compiler() -> typst.Compiler:
    """One per thread: a compiler is not to be used by two at once."""
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts())
    compiler: typst.Compiler = _own.compiler
    return compiler


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with the compiler, and after them those of the machine, for names in other scripts."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)
