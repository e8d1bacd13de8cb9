"""An application for accreditation: from a draft that is not complete to a decision on two advices."""

from __future__ import annotations

from datetime import timedelta

from demo.walk.story import Step, Story
from demo.walk.visitor import expect

ASSESSORS = ("assessor", "second assessor")
LINES = [{"category": "accredited", "quantity": "12", "unit": "point"}]


def apply(story: Story) -> list[str]:
    manager = story.visitor("provider manager")
    draft = manager.post(
        "/applications",
        {"course": story.course["uuid"], "requests": [{"register": story.register, "lines": LINES}]},
    )
    refused = manager.post(f"/applications/{draft['uuid']}/submissions", {}, status=400)
    expect(refused["code"] == "application-incomplete", expected="told what is missing", got=refused["code"])
    manager.change(f"/courses/{story.course['uuid']}", {"studyLoad": "12"}, operation="versions")
    manager.change(
        f"/applications/{draft['uuid']}",
        {"motivation": "Dit gesprek wordt in elke wijk gevoerd.", "plannedEditions": 4},
    )
    submitted = manager.post(f"/applications/{draft['uuid']}/submissions", {})
    (story.assessment,) = submitted["assessments"]
    missing = "; ".join(problem["detail"] for problem in draft["missing"])
    return [
        f"a draft is saved, and says what is missing: {missing}",
        f"submitted to {story.access['association']}; an answer is promised by {story.assessment['dueOn']}",
    ]


def accept(story: Story) -> list[str]:
    office, address = story.visitor("registrar"), f"/assessments/{story.assessment['uuid']}"
    office.post(f"{address}/acceptances", {})
    candidates = office.get(f"{address}/candidates")["results"]
    expect(len(candidates) >= len(ASSESSORS), expected="two assessors without an interest", got=candidates)
    for candidate in candidates[: len(ASSESSORS)]:
        office.post(f"{address}/assignments", {"assessor": candidate["assessor"]})
    names = " and ".join(candidate["name"] for candidate in candidates[: len(ASSESSORS)])
    return ["complete, and from now on locked", f"asked to advise: {names}, who have no interest and room for it"]


def advise(story: Story) -> list[str]:
    address = f"/assessments/{story.assessment['uuid']}/advices"
    for role in ASSESSORS:
        assessor = story.visitor(role)
        seen = assessor.all(address)
        expect(seen == [], expected="nothing of the other's advice before giving one's own", got=seen)
        assessor.post(address, {"grant": True, "lines": LINES, "reasons": "Leerdoelen en toets passen bij elkaar."})
    both = story.visitor(ASSESSORS[0]).all(address)
    return [f"{len(both)} advices, each given without seeing the other"]


def decide(story: Story) -> list[str]:
    address = f"/assessments/{story.assessment['uuid']}"
    decision = story.visitor("chair").post(
        f"{address}/decisions",
        {
            "granted": True,
            "lines": LINES,
            "validFrom": (story.today - timedelta(days=30)).isoformat(),
            "reasons": "Beide adviezen zijn positief.",
        },
    )
    (worth,) = story.visitor("provider manager").get(f"/courses/{story.course['uuid']}/accreditations")["results"]
    expect(worth["quantity"] == "12", expected="12 points", got=worth["quantity"])
    clock = story.visitor("provider manager").get(address)["clock"]
    return [
        f"{worth['quantity']} {worth['unit']} in category “{worth['category']}”, {worth['validFrom']} until "
        f"{worth['validBefore']}; objection until {decision['objectionUntil']}",
        "both sides see the clock: " + ", ".join(span["state"].lower() for span in clock),
    ]


ACCREDITATION_STEPS = (
    Step("The provider applies for accreditation; what is missing is named", apply),
    Step("The office accepts it and asks two assessors", accept),
    Step("The assessors advise independently", advise),
    Step("The chair decides what the course is worth", decide),
)
