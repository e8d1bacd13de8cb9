"""The Celery application and every scheduled job.

A line of `TABLE` is a job; the schedule of beat, `/health/jobs` and the tests are made from it. To add a job, write a
task without arguments that is `register.services.jobs.recorded`, and add a line:

    app.name of the task | pace | seconds it usually takes at most | what it does | what happens when it is missed

The paces are settings. A job may run at any time, any number of times: tests/concurrency/test_every_job.py tries it.
Celery carries only "look now"; what must happen is a row in PostgreSQL, so a lost queue loses nothing.
"""

import os
from datetime import UTC, datetime

from celery import Celery
from celery.signals import worker_init, worker_process_init
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep

from config.telemetry import start_tracing
from register.reach import WORK, work_as
from register.rules.jobs import jobs_in

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Application(Celery):  # type: ignore[misc]
    """Celery, with names of tasks that say the app and the task alone."""

    def gen_task_name(self, name: str, module: str) -> str:
        """portfolio.tasks.renewals.open_renewals is portfolio.tasks.open_renewals: it may move to another room."""
        app, _, _ = module.partition(".tasks")
        return f"{app}.tasks.{name}"


app = Application("leerregister")
app.set_default()  # for threads other than this one, too
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


def begin(**_: object) -> None:
    """In each process that does the work."""
    start_tracing()


def begin_as_worker(**_: object) -> None:
    """Before anything is asked of the database."""
    work_as(WORK)


worker_init.connect(begin_as_worker, weak=False)
worker_process_init.connect(begin, weak=False)


PACES = {
    "sweep": settings.SWEEP_SECONDS,
    "planning": settings.REMINDER_PLANNING_SECONDS,
    "daily": settings.DAILY_SECONDS,
}
TABLE = """
register.tidy_job_runs | daily | 5 | lets old runs go, marks those whose worker died | they are kept longer
register.forget_tokens | daily | 30 | lets expired tokens of machines go | they open nothing meanwhile
register.announce_ending_roles | daily | 30 | tells whose role ends within a month | the next run does, until it ends
register.forget_answers | daily | 30 | forgets answers to requests with a key, after a month | they are kept longer
register.tidy_sessions | daily | 60 | lets sessions go that open nothing any more | they are kept longer
accreditation.tell_overdue_applications | daily | 60 | tells of steps that take longer than promised | the next run does
accreditation.remind_of_repeat_applications | daily | 60 | tells providers which accreditations end | the next run does
accreditation.triage_course_changes | sweep | 5 | says what a changed course means to its registers | the next run does
portfolio.resume_attendance_batches | sweep | 5 | hands each unfinished list to a worker | lists wait in the table
portfolio.refresh_standings | sweep | 60 | makes anew the standings a new fact touched | readers judge for themselves
portfolio.close_cycles | daily | 60 | hands those with an ended cycle to workers | the next run closes them
portfolio.open_renewals | daily | 60 | opens renewals by the schedule of the regulation | the next run opens them
portfolio.lapse_renewals | daily | 60 | notes that nobody asked before the last day | the next run does
portfolio.hand_out_renewals | daily | 60 | hands what may be straightforward to workers | the next run does
portfolio.ask_drawn_audits | sweep | 30 | asks who was drawn for an audit to show what counted | the next run does
portfolio.end_audit_terms | daily | 60 | ends the terms in which nobody answered an audit | the next run does
portfolio.tell_of_decisions_by_rule | daily | 60 | tells offices how many decisions the rule took | the next run does
portfolio.watch_repairs | daily | 60 | lifts conditions that were met, tells of the others | the next run does
portfolio.resume_group_decisions | sweep | 5 | hands each decision for a group to a worker | they wait in the table
portfolio.finish_decisions | daily | 60 | lets decisions become final after the term for objection | the next run does
portfolio.invite_to_evaluate | daily | 60 | asks participants what they thought of a course | the next run asks
portfolio.settle_missing_attendance | daily | 60 | puts unanswered questions before the office | the next run does
portfolio.settle_wrong_attendance | daily | 60 | the same, about what is booked wrongly | the next run does
portfolio.lapse_claim_proposals | daily | 60 | ends answers that do not hold any more | the next run does
portfolio.block_overdue_providers | daily | 60 | sets and lifts blocks for overdue attendance | the next run does
portfolio.tidy_stored_evidence | daily | 300 | removes files without a row, marks rows without file | the next run does
portfolio.let_evidence_go | daily | 60 | removes evidence that was kept its term | it is kept longer
portfolio.warn_of_ending_documents | daily | 60 | tells whose document ends soon, or ended | the next run does
portfolio.resume_dossier_exports | sweep | 5 | hands each export that waits to a worker | they wait in the table
portfolio.resume_dossier_imports | sweep | 5 | hands each accepted import to a worker | they wait in the table
portfolio.expire_dossier_exports | daily | 60 | removes the files of exports whose days are over | they stay longer
portfolio.remind_unsigned_conversations | daily | 60 | reminds who has not signed a conversation | the next run does
portfolio.warn_of_duties | daily | 60 | warns of the last day of personal duties | the next run does, until it is over
portfolio.revoke_unfounded_credentials | sweep | 30 | revokes certificates of what is no longer so | the next run does
portfolio.carry_out_erasures | daily | 300 | forgets what was asked, after its waiting time | the next run does
portfolio.apply_retention | daily | 300 | lets go of what was kept its term | it is kept longer
portfolio.resume_simulations | sweep | 5 | hands each unfinished simulation to a worker | they wait in the table
portfolio.resume_audit_runs | sweep | 5 | hands each commitment or draw asked for to a worker | they wait in the table
portfolio.hand_out_unfrozen_audits | sweep | 5 | hands out what was drawn, to note how it stood | the next run does
notifications.plan_reminders | planning | 120 | a notice row for each milestone come | the next run catches up
notifications.plan_event_notices | sweep | 30 | a notice row for whoever hears of an event | the next run catches up
notifications.deliver_due | sweep | 5 | hands each queued notice to a worker | notices wait in the table
notifications.hand_out_webhooks | sweep | 30 | plans what webhooks tell, hands addresses to workers | it waits in rows
notifications.deliver_error_mails | sweep | 30 | mails the refused rows a system asked for | mails wait in the table
notifications.read_bounces | planning | 60 | takes in mail that came back, where a mail box is named | it stays there
notifications.make_decisions_known | sweep | 5 | notes when the message about a decision went out | the next run does
"""
JOBS = jobs_in(TABLE, paces=PACES)

# A tick that nobody took in time is dropped: the next one does the same.
TICKS_WAITING = 10
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def schedule() -> dict[str, dict[str, object]]:
    """The table as beat reads it. A beat without a memory, such as a new container, starts every job at once."""
    return {
        job.task: {
            "task": job.task,
            "schedule": job.every,
            "options": {"expires": TICKS_WAITING * job.every.total_seconds()},
            "last_run_at": LONG_AGO,
        }
        for job in JOBS
    }


app.conf.beat_schedule = schedule()
