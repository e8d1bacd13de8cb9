"""What parameters mean that say nothing themselves: one sentence for each name."""

from collections.abc import Iterable
from typing import Any

PATH = {
    "uuid": "Identifier of the resource, from `uuid` where it was listed or made.",
    "code": "Code of the register, such as `venvn`.",
}
QUERY = {
    "application": "Only what belongs to this application.",
    "assessor": "Only what this assessor has in hand.",
    "association": "Only what is of this association.",
    "auditItem": "Only files that show this item of an audit.",
    "claim": "Only what belongs to this claim.",
    "code": "Only the one with this code.",
    "competence": "Only what is linked to this competence.",
    "course": "Only what belongs to this course.",
    "decision": "Only the lines of this decision.",
    "employer": "As it would be for somebody with this employer.",
    "entry": "Only what is about this entry of the ledger.",
    "form": "Only claims on this form.",
    "from": "From this day on.",
    "goal": "Only what is about this goal.",
    "hoursPerWeek": "As it would be for somebody who works so many hours a week.",
    "kind": "Only of this kind.",
    "missingAttendance": "Only files that show this missing attendance.",
    "most": "At most so many.",
    "name": "Only with this name.",
    "number": "Which letter: they are numbered in the order in which they were written.",
    "online": "Only online, or only on location.",
    "part": "Which part of what is shared.",
    "person": "Only what is about this person.",
    "place": "Only in this place.",
    "proposal": "Only files that show this proposal.",
    "provider": "Only what is of this provider.",
    "region": "As it would be for somebody who works in this region.",
    "register": "Only what is of this register.",
    "registration": "Only what is about this registration.",
    "run": "Only what is of this run.",
    "sector": "As it would be for somebody who works in this sector.",
    "signature": "From the link to the file, which works a few minutes for the one who asked for it.",
    "submission": "Only what was submitted together.",
    "unassigned": "Only what nobody has in hand.",
    "unread": "Only what was not read yet.",
    "until": "Until and with this day.",
    "wrongAttendance": "Only files that show this wrong attendance.",
    "year": "Of this calendar year.",
}


def explain(parameters: Iterable[dict[str, Any]]) -> None:
    """Give each parameter that says nothing of itself the sentence for its name."""
    words = {"path": PATH, "query": QUERY}
    for parameter in parameters:
        meant = words.get(parameter["in"], {}).get(parameter["name"])
        if meant and not parameter.get("description"):
            parameter["description"] = meant
