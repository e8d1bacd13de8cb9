"""Which facts a regulation asks for by name, found wherever it asks."""

from __future__ import annotations

import pytest
from rules_builders import document, words

from register.rules.named_facts import NamedFact, named_facts


@pytest.mark.parametrize(
    ("of", "named"),
    [
        ({"kind": "artefact", "code": "report"}, {NamedFact("artefact", "report")}),
        (
            {"kind": ["appointment", "attestation"], "code": "talk", "by": ["peer", "manager"]},
            {
                NamedFact("appointment", "talk", "peer"),
                NamedFact("appointment", "talk", "manager"),
                NamedFact("attestation", "talk", "peer"),
                NamedFact("attestation", "talk", "manager"),
            },
        ),
        ({"kind": "artefact", "code": ["plan", "$title"]}, {NamedFact("artefact", "plan")}),
        ({"kind": "artefact", "code": {"prefix": "re"}}, set()),
        ({"kind": "artefact"}, set()),
        ({"code": "report"}, set()),
        (
            {"any": [{"kind": "artefact", "code": "a"}, {"not": {"kind": "exam", "code": "b"}}]},
            {NamedFact("artefact", "a"), NamedFact("exam", "b")},
        ),
    ],
)
def test_facts_that_are_asked_for_by_kind_and_code_are_named(of: dict[str, object], named: set[NamedFact]) -> None:
    assert named_facts(document(requirements=[words("r", of=of, at_least=1)])) == named
