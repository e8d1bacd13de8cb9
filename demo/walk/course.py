"""A provider's course with an edition."""

from __future__ import annotations

from datetime import timedelta

from demo.walk.story import Step, Story


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
            "programme": "Ochtend: het gesprek openen. Middag: oefenen met acteurs.",
            "objectives": "U voert een gesprek over het einde op tijd en op maat.",
            "targetGroup": "Verpleegkundigen en verzorgenden",
            "teachers": ["S. Terpstra"],
            "languages": ["nl"],
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


COURSE_STEPS = (Step("The training provider adds a course with an edition", add_course),)
