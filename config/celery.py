"""The Celery application and every scheduled job.

| job | how often | what it does | when it is missed |
| --- | --- | --- | --- |
| `plan_reminders` | `REMINDER_PLANNING_SECONDS` | writes a notice row for each milestone that has come | the next run catches up |
| `deliver_due` | `SWEEP_SECONDS` | hands each queued notice to a worker | notices wait in the table |
| `resume_attendance_batches` | `SWEEP_SECONDS` | hands each unfinished attendance list to a worker | lists wait in the table |
| `refresh_standings` | `SWEEP_SECONDS` | recomputes the standings that a new fact has touched | readers compute their own |

Celery carries only "look now"; what must happen is a row in PostgreSQL, so a lost queue loses nothing.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("leerregister")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_finalize.connect
def schedule(sender: Celery, **_: object) -> None:
    from django.conf import settings

    sweep = settings.SWEEP_SECONDS
    sender.conf.beat_schedule = {
        "plan-reminders": {
            "task": "notifications.tasks.plan_reminders",
            "schedule": settings.REMINDER_PLANNING_SECONDS,
        },
        "deliver-due": {"task": "notifications.tasks.deliver_due", "schedule": sweep},
        "resume-attendance-batches": {"task": "portfolio.tasks.resume_attendance_batches", "schedule": sweep},
        "refresh-standings": {"task": "portfolio.tasks.refresh_standings", "schedule": sweep},
    }
