"""The association's office: its register and rules, and a person who is entered on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from demo.population.calendar import month_later, years_after, years_before
from demo.walk.jobs import next_planner_run
from demo.walk.story import Step, Story
from demo.walk.visitor import Unexpected, expect

CATCH_UP = 7


def read_rules(story: Story) -> list[str]:
    office = story.visitor("registrar")
    register = office.get(f"/registers/{story.register}")
    (version, *_) = office.get(f"/registers/{story.register}/regulations")["results"]
    story.regulation = office.get(f"/regulations/{version['uuid']}")
    document = story.regulation["document"]
    requirement = document["requirements"][0]
    return [
        f"{register['name']}, kept by {story.access['association']}",
        f"in force from {story.regulation['inForceFrom']}, {story.regulation['digest'][:23]}…",
        f"“{requirement['label']['en']}”, {requirement['article']}: at least {requirement['at_least']}",
    ]


def register_person(story: Story) -> list[str]:
    office = story.visitor("registrar")
    next_planner_run(story)  # so that there is something to tell of when the next one comes
    registered_on, milestone = first_day_with_reminder(story.regulation["document"], story.today)
    story.email = f"sjoukje.van-t-klooster.{story.mark}@mail.example"
    story.registration = office.post(
        f"/registers/{story.register}/registrations",
        {
            "personData": {
                "givenName": "Sjoukje",
                "prefix": "van ’t",
                "familyName": "Klooster",
                "email": story.email,
                "language": "en",
            },
            "number": f"W{story.mark}",
            "registeredOn": registered_on.isoformat(),
            "attributes": {"titles": ["nurse"]},
        },
    )
    (cycle,) = office.get(f"/registrations/{story.registration['uuid']}/cycles")["results"]
    return [
        f"Sjoukje van ’t Klooster, number {story.registration['number']}, registered on {registered_on}",
        f"first cycle from {cycle['startsOn']} until {cycle['endsBefore']}; the reminder “{milestone}” falls due today",
    ]


def first_day_with_reminder(document: dict[str, Any], today: date) -> tuple[date, str]:
    """A registration date whose running cycle has a reminder due today, by the regulation's own words.

    Where the calendar has no such day (six months before 31 August), one of the days before will do.
    """
    years = int(str(document["cycle"]["length"]).split()[0])
    befores = [one["before"] for one in document["reminders"] if one["deadline"] == "earn" and "month" in one["before"]]
    for before in sorted(befores, key=lambda words: abs(int(words.split()[0]) - 6)):
        months = int(before.split()[0])
        for late in range(CATCH_UP):
            deadline = month_later(today - timedelta(days=late), months)
            registered_on = years_before(deadline + timedelta(days=1), years)
            if years_after(registered_on, years) == deadline + timedelta(days=1):
                return registered_on, before
    raise Unexpected(expected="a reminder some months before the end of the cycle", got=str(document["reminders"]))


def judged_from_nothing(story: Story) -> list[str]:
    """Before anything is booked; the reminder may be made as early as now."""
    standing = story.visitor("registrar").get(f"/registrations/{story.registration['uuid']}/standing")
    story.shorts.append(str(standing["requirements"][0]["short"]))
    expect(not standing["met"], expected="a standing that is not met", got=standing["outcome"])
    return [finding["explanation"]["en"] for finding in standing["requirements"]]


OFFICE_STEPS = (
    Step("The register office signs in and reads its register and regulation", read_rules),
    Step("The office enters a person on the register, with a first cycle", register_person),
    Step("Nothing is booked yet: the standing says what is needed", judged_from_nothing),
)
