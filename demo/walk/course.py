"""A provider's course with an edition, and the association's decision on what it is worth."""

from __future__ import annotations

from datetime import timedelta

from demo.walk.story import Step, Story
from demo.walk.visitor import expect


def add_course(story: Story) -> list[str]:
    manager = story.visitor("provider manager")
    (provider,) = manager.get("/providers")["results"]
    yesterday = (story.today - timedelta(days=1)).isoformat()
    story.course = manager.post(
        "/courses",
        {
            "provider": provider["uuid"],
            "code": f"W{story.mark}",
            "title": "Palliatieve zorg: gesprekken over het einde",
            "kind": "WHOLE",
        },
    )
    story.edition = manager.post(
        f"/courses/{story.course['uuid']}/editions",
        {"code": f"W{story.mark}-1", "startsOn": yesterday, "endsOn": yesterday, "place": "Zwolle", "language": "nl"},
    )
    return [
        f"{provider['name']}: {story.course['title']} ({story.course['code']})",
        f"edition {story.edition['code']} in {story.edition['place']} on {story.edition['endsOn']}",
    ]


def accredit_course(story: Story) -> list[str]:
    accreditation = story.visitor("chair").post(
        f"/courses/{story.course['uuid']}/accreditations",
        {
            "register": story.register,
            "category": "accredited",
            "quantity": "12",
            "unit": "point",
            "validFrom": (story.today - timedelta(days=30)).isoformat(),
            "validBefore": (story.today + timedelta(days=335)).isoformat(),
        },
    )
    expect(float(accreditation["quantity"]) == 12, expected="12 points", got=accreditation["quantity"])
    return [
        f"{story.access['association']}: {accreditation['quantity']} {accreditation['unit']} in category "
        f"“{accreditation['category']}”, {accreditation['validFrom']} until {accreditation['validBefore']}"
    ]


COURSE_STEPS = (
    Step("The training provider adds a course with an edition", add_course),
    Step("The association's chair accredits the course for the register", accredit_course),
)
