"""`python -m tests.standard.lint`: which of the API Design Rules (2.2.0) the published description breaks."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.standard import address_rules, answer_rules, shape_rules
from tests.standard.description import Description

PUBLISHED = Path(__file__).parents[2] / "docs" / "openapi.json"
RULES = (*address_rules.RULES, *answer_rules.RULES, *shape_rules.RULES)


def findings(document: dict[str, Any]) -> Iterator[str]:
    """Everything that is wrong, each with the rule that says so."""
    api = Description(document)
    for rule in RULES:
        for finding in rule(api):
            yield f"{(rule.__doc__ or '').partition(':')[0]}  {finding}"


def main(files: list[str]) -> int:
    for file in [Path(name) for name in files] or [PUBLISHED]:
        found = list(findings(json.loads(file.read_text())))
        print("\n".join(found) or f"{file.name}: {len(RULES)} rules, no findings")
        if found:
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
