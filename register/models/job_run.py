"""What the scheduled jobs did."""

from django.db import models

from register.access import Actor, Permission


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def visible_to(self, actor: Actor) -> "JobRunQuerySet":
        """Jobs run for the whole installation and hold nothing about anybody: all of them, or none."""
        return self if actor.may_somewhere(Permission.READ_JOBS) else self.none()


class JobRun(models.Model):
    """One run of a scheduled job: when, how many rows it touched, how it ended."""

    class State(models.TextChoices):
        RUNNING = "RUNNING", "running"
        DONE = "DONE", "done"
        FAILED = "FAILED", "failed"

    name = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["name", "-started_at"], name="job_run_latest")]

    def __str__(self) -> str:
        return f"{self.name} {self.started_at:%Y-%m-%d %H:%M:%S}"
