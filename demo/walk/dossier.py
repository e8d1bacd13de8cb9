"""Where somebody stands: each requirement and each fact explained, for the office and for the professional."""

from __future__ import annotations

from typing import Any

from demo.walk.story import Step, Story
from demo.walk.visitor import expect


def judge_new(story: Story) -> list[str]:
    standing = story.visitor("registrar").get(f"/registrations/{story.registration['uuid']}/standing")
    story.shorts.append(str(standing["requirements"][0]["short"]))
    (fact,) = standing["facts"]
    expect(fact["counted"] == "12", expected="12 points counted for the attendance", got=fact)
    return [*told(standing), told_fact(fact)]


def sign_in_as_professional(story: Story) -> list[str]:
    professional = story.visitor("professional")
    profile = professional.get("/profile")
    mine = story.access["registrations"][0]
    entries = professional.all(f"/registrations/{mine['uuid']}/ledger-entries")
    new = [entry for entry in entries if entry["edition"] == story.edition["code"]]
    expect(len(new) == 1, expected="one entry for the edition just attended", got=f"{len(new)} of {len(entries)}")
    standing = professional.get(f"/registrations/{mine['uuid']}/standing")
    facts = {fact["id"]: fact for fact in standing["facts"]}
    fact = facts[new[0]["uuid"]]
    expect(fact["counted"] == "12", expected="12 points counted for the attendance", got=fact)
    return [
        f"{profile['person']['name']}, number {mine['number']}, {len(entries)} entries, the new one among them",
        *told(standing),
        told_fact(fact),
    ]


def told(standing: dict[str, Any]) -> list[str]:
    """Each requirement in its own words."""
    lines = []
    for finding in standing["requirements"]:
        label = finding["label"]["en"] + (f" ({finding['qualifier']})" if finding["qualifier"] else "")
        lines.append(f"{label}: {finding['explanation']['en']} By {finding['dueOn']} ({finding['article']}).")
    return lines


def told_fact(fact: dict[str, Any]) -> str:
    toward = ", ".join(f"{one['counted']} toward “{one['requirement']}”" for one in fact["toward"])
    return f"the attendance is worth {fact['worth']}, of which {fact['counted']} counted: {toward}"


DOSSIER_STEPS = (
    Step("The standing explains each requirement and what each fact counted for", judge_new),
    Step("The professional signs in and sees the same for themselves", sign_in_as_professional),
)
