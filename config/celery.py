"""The Celery application and every scheduled job.

| job | how often | what it does | when it is missed |
| --- | --- | --- | --- |
| `plan_reminders` | `REMINDER_PLANNING_SECONDS` | a notice row for each milestone come | the next run catches up |
| `plan_event_notices` | `SWEEP_SECONDS` | a notice row for whoever is to hear of an event | the next run catches up |
| `deliver_due` | `SWEEP_SECONDS` | hands each queued notice to a worker | notices wait in the table |
| `deliver_error_mails` | `SWEEP_SECONDS` | mails the refused rows that a system asked for | mails wait in the table |
| `resume_attendance_batches` | `SWEEP_SECONDS` | hands each unfinished list to a worker | lists wait in the table |
| `refresh_standings` | `SWEEP_SECONDS` | makes anew the standings a new fact touched | readers judge for themselves |
| `tell_overdue_applications` | `DAILY_SECONDS` | tells of steps that take longer than promised | the next run does |
| `remind_of_repeat_applications` | `DAILY_SECONDS` | tells providers which accreditations end | the next run does |
| `triage_course_changes` | `SWEEP_SECONDS` | says what a changed course means to its registers | the next run does |
| `close_cycles` | `DAILY_SECONDS` | hands those with an ended cycle to workers | the next run closes them |
| `open_renewals` | `DAILY_SECONDS` | opens renewals by the schedule of the regulation | the next run opens them |
| `lapse_renewals` | `DAILY_SECONDS` | notes that nobody asked before the last day | the next run does |
| `hand_out_renewals` | `DAILY_SECONDS` | hands what may be straightforward to workers | the next run does |
| `make_decisions_known` | `SWEEP_SECONDS` | notes when the message about a decision went out | the next run does |
| `finish_decisions` | `DAILY_SECONDS` | lets decisions become final after the term for objection | the next run does |
| `invite_to_evaluate` | `DAILY_SECONDS` | asks participants what they thought of a course | the next run asks |
| `settle_missing_attendance` | `DAILY_SECONDS` | puts unanswered questions before the office | the next run does |
| `settle_wrong_attendance` | `DAILY_SECONDS` | the same, about what is booked wrongly | the next run does |
| `lapse_claim_proposals` | `DAILY_SECONDS` | ends answers that do not hold any more | the next run does |
| `block_overdue_providers` | `DAILY_SECONDS` | sets and lifts blocks for overdue attendance | the next run does |
| `tidy_stored_evidence` | `DAILY_SECONDS` | removes files without a row, marks rows without file | the next run does |
| `let_evidence_go` | `DAILY_SECONDS` | removes evidence that was kept its term | it is kept longer |
| `warn_of_ending_documents` | `DAILY_SECONDS` | tells whose document ends soon, or ended | the next run does |
| `resume_dossier_exports` | `SWEEP_SECONDS` | hands each export that waits to a worker | they wait in the table |
| `resume_dossier_imports` | `SWEEP_SECONDS` | hands each accepted import to a worker | they wait in the table |
| `expire_dossier_exports` | `DAILY_SECONDS` | removes the files of exports whose days are over | they stay longer |
| `remind_unsigned_conversations` | `DAILY_SECONDS` | reminds who has not signed a conversation | the next run does |
| `warn_of_duties` | `DAILY_SECONDS` | warns of the last day of personal duties | the next run does, until it is over |
| `revoke_unfounded_credentials` | `SWEEP_SECONDS` | revokes certificates of what is no longer so | the next run does |
| `carry_out_erasures` | `DAILY_SECONDS` | forgets what was asked, after its waiting time | the next run does |
| `apply_retention` | `DAILY_SECONDS` | lets go of what was kept its term | it is kept longer |
| `resume_simulations` | `SWEEP_SECONDS` | hands each unfinished simulation to a worker | they wait in the table |

Celery carries only "look now"; what must happen is a row in PostgreSQL, so a lost queue loses nothing.
"""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("leerregister")
app.set_default()  # for threads other than this one, too
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def schedule() -> dict[str, dict[str, object]]:
    """The table above as Celery's beat reads it. A tick nobody took in time is dropped: the next one does the same."""
    every = {
        "notifications.tasks.plan_reminders": settings.REMINDER_PLANNING_SECONDS,
        "notifications.tasks.plan_event_notices": settings.SWEEP_SECONDS,
        "notifications.tasks.deliver_due": settings.SWEEP_SECONDS,
        "notifications.tasks.make_decisions_known": settings.SWEEP_SECONDS,
        "notifications.tasks.deliver_error_mails": settings.SWEEP_SECONDS,
        "accreditation.tasks.tell_overdue_applications": settings.DAILY_SECONDS,
        "accreditation.tasks.remind_of_repeat_applications": settings.DAILY_SECONDS,
        "accreditation.tasks.triage_course_changes": settings.SWEEP_SECONDS,
        "portfolio.tasks.resume_attendance_batches": settings.SWEEP_SECONDS,
        "portfolio.tasks.refresh_standings": settings.SWEEP_SECONDS,
        "portfolio.tasks.resume_simulations": settings.SWEEP_SECONDS,
        "portfolio.tasks.resume_dossier_exports": settings.SWEEP_SECONDS,
        "portfolio.tasks.carry_out_erasures": settings.DAILY_SECONDS,
        "portfolio.tasks.apply_retention": settings.DAILY_SECONDS,
        "portfolio.tasks.resume_dossier_imports": settings.SWEEP_SECONDS,
        "portfolio.tasks.expire_dossier_exports": settings.DAILY_SECONDS,
        "portfolio.tasks.revoke_unfounded_credentials": settings.SWEEP_SECONDS,
        "portfolio.tasks.finish_decisions": settings.DAILY_SECONDS,
        "portfolio.tasks.invite_to_evaluate": settings.DAILY_SECONDS,
        "portfolio.tasks.settle_missing_attendance": settings.DAILY_SECONDS,
        "portfolio.tasks.settle_wrong_attendance": settings.DAILY_SECONDS,
        "portfolio.tasks.lapse_claim_proposals": settings.DAILY_SECONDS,
        "portfolio.tasks.block_overdue_providers": settings.DAILY_SECONDS,
        "portfolio.tasks.tidy_stored_evidence": settings.DAILY_SECONDS,
        "portfolio.tasks.let_evidence_go": settings.DAILY_SECONDS,
        "portfolio.tasks.warn_of_ending_documents": settings.DAILY_SECONDS,
        "portfolio.tasks.remind_unsigned_conversations": settings.DAILY_SECONDS,
        "portfolio.tasks.warn_of_duties": settings.DAILY_SECONDS,
        "portfolio.tasks.close_cycles": settings.DAILY_SECONDS,
        "portfolio.tasks.open_renewals": settings.DAILY_SECONDS,
        "portfolio.tasks.lapse_renewals": settings.DAILY_SECONDS,
        "portfolio.tasks.hand_out_renewals": settings.DAILY_SECONDS,
    }
    return {
        task: {"task": task, "schedule": seconds, "options": {"expires": 10 * seconds}}
        for task, seconds in every.items()
    }


app.conf.beat_schedule = schedule()
