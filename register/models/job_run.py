"""What the scheduled jobs did."""

from django.db import models

from register.access import Actor, Permission


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def visible_to(self, actor: Actor) -> "JobRunQuerySet":
        """Jobs run for the whole installation and hold nothing about anybody: all of them, or none."""
        return self if actor.may_somewhere(Permission.READ_JOBS) else self.none()


class JobRun(models.Model):
    """One run of a scheduled job: when, where, how many rows it touched, how it ended.

    Of runs that found nothing to do only the last of each job is kept. A run whose worker died is found ABANDONED.
    """

    class State(models.TextChoices):
        RUNNING = "RUNNING", "running"
        DONE = "DONE", "done"
        FAILED = "FAILED", "failed"
        ABANDONED = "ABANDONED", "abandoned"

    name = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    worker = models.CharField(max_length=120, blank=True, help_text="The machine and the process that ran it.")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(
        null=True, blank=True, help_text="Of an abandoned run: when it was found without its worker."
    )
    rows = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["name", "-started_at"], name="job_run_latest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="RUNNING", finished_at=None)
                | (~models.Q(state="RUNNING") & models.Q(finished_at__isnull=False)),
                name="job_run_over_has_its_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.started_at:%Y-%m-%d %H:%M:%S}"
