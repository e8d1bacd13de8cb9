"""The page for officers about accreditation policies: its example is sound, its reference is the schema's."""

import json
import re
from pathlib import Path

from accreditation.rules.policy import Policy
from accreditation.rules.policy_checks import meaning_problems, shape_problems
from accreditation.rules.policy_reference import policy_reference

PAGE = (Path(__file__).parents[2] / "docs" / "accreditation-policy.md").read_text(encoding="utf-8")
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, flags=re.DOTALL)]


def test_the_example_is_sound_and_says_what_the_page_says():
    (document,) = EXAMPLES

    assert shape_problems(document) == []
    assert meaning_problems(document, categories=set(), registers=set()) == []
    due = Policy.from_document(document).fees.due_for
    asked = {"kind": "WHOLE", "applicant": "", "urgent": False, "repeat": False, "editions": 1}
    chosen = [due(**(asked | change)).code for change in ({}, {"editions": 5}, {"urgent": True, "editions": 5})]
    assert chosen == ["usual", "series", "urgent"]
    assert due(**(asked | {"applicant": "employer"})).amount == 0


def test_the_reference_is_what_the_schema_says():
    written = PAGE.split("<!-- reference -->\n")[1].split("\n\n<!-- end of reference -->")[0]

    assert written == "\n".join(policy_reference()), "Run `python -m accreditation.rules.policy_reference`."
