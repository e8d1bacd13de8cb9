"""When the planner of reminders ran, as the register office sees it."""

from __future__ import annotations

from typing import Any

from demo.walk.story import Story
from demo.walk.visitor import wait_for

RUN_PATIENCE = 60


def next_planner_run(story: Story) -> dict[str, Any]:
    """Wait for the planner to run once more from its beginning to its end."""
    runs = _runs(story, "")
    last = runs[0]["startedAt"] if runs else ""

    def found() -> dict[str, Any] | None:
        done = _runs(story, "&state=DONE")
        return done[0] if done and done[0]["startedAt"] > last else None

    return wait_for(found, expected="a run of the planner by the clock", seconds=RUN_PATIENCE)


def _runs(story: Story, condition: str) -> list[dict[str, Any]]:
    """The latest runs, newest first."""
    rows: list[dict[str, Any]] = story.visitor("registrar").get(f"/job-runs?name=plan_reminders{condition}")["results"]
    return rows
