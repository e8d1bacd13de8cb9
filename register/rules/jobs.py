"""Scheduled jobs: the form of their table, and from when one is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

# A job that was missed twice has had its chance to catch up.
MISSED = 3
# A worker that is busy with the longest task there is holds up the tick of another job.
BUSY = timedelta(minutes=12)


@dataclass(frozen=True, slots=True)
class Job:
    """A job that the clock starts `every` so often, and that usually is over within `takes`."""

    task: str
    every: timedelta
    takes: timedelta
    purpose: str
    missed: str

    @property
    def name(self) -> str:
        """The name of its runs: that of the function that is the task."""
        return self.task.rpartition(".")[2]

    @property
    def late_after(self) -> timedelta:
        """How long after its last good end a job that has not ended well again should be looked at."""
        return self.every * MISSED + self.takes + BUSY


def jobs_in(table: str, *, paces: Mapping[str, int]) -> tuple[Job, ...]:
    """Read a table of jobs, a line each: `app.task | pace | seconds it takes | purpose | when it is missed`.

    `paces` gives the seconds of each pace. A line of another form is a ValueError, and so is a job named twice.
    """
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    jobs = {}
    for task, pace, takes, purpose, missed in rows:
        app, _, name = task.rpartition(".")
        if name in jobs:
            raise ValueError(f"{name} is in the table twice")
        every = timedelta(seconds=paces[pace])
        jobs[name] = Job(f"{app}.tasks.{name}", every, timedelta(seconds=int(takes)), purpose, missed)
    return tuple(jobs.values())
