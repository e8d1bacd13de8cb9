"""What workers do for this app. Each may be started twice or too often: the rows say what is still to do."""

from celery import shared_task

from portfolio.services import (
    duty_warnings,
    evaluations,
    missing_attendance,
    overdue_attendance,
    simulations,
    wrong_attendance,
)
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.attendance.handing_out import hand_out_unfinished
from portfolio.services.audit_cases.asking import ask_drawn
from portfolio.services.audit_cases.keeping_time import end_terms
from portfolio.services.audits import freezing as audit_freezing
from portfolio.services.audits.asking import hand_out_asked
from portfolio.services.audits.stepping import take_step
from portfolio.services.claims.proposing import lapse_proposals
from portfolio.services.closing_runs import close_registrations, hand_out_ended_cycles
from portfolio.services.conversations.signing import remind_unsigned
from portfolio.services.credentials.revoking import revoke_unfounded
from portfolio.services.decisions.becoming_final import finish_decisions as let_decisions_become_final
from portfolio.services.dossiers import erasing, exporting, importing
from portfolio.services.evidence.removing import remove_expired_evidence
from portfolio.services.evidence.tidying import tidy_evidence
from portfolio.services.group_decisions.carrying_out import run_group_decision as go_on_with_group_decision
from portfolio.services.group_decisions.handing_out import hand_out_unfinished as hand_out_group_decisions
from portfolio.services.records.warning import warn_of_endings
from portfolio.services.renewals import by_rule as renewals_by_rule
from portfolio.services.renewals import opening, repairing, telling
from portfolio.services.standings import refresh_stale_standings
from register.clock import now, today
from register.services.jobs import record_job


@shared_task
def book_attendance_batch(batch_id: int) -> None:
    """Book what is still to book of one list."""
    book_attendance_list(batch_id=batch_id, clock=now)


@shared_task
def resume_attendance_batches() -> None:
    """Hand every unfinished list to a worker: those whose message or worker was lost go on this way."""
    record_job(name="resume_attendance_batches", work=hand_out_unfinished, clock=now)


@shared_task
def refresh_standings() -> None:
    """Make the standings anew that facts, or a new day, have made old."""
    record_job(name="refresh_standings", work=lambda: refresh_stale_standings(on=today(), now=now()), clock=now)


@shared_task
def close_cycles() -> None:
    """Hand the registrations with an ended cycle to the workers."""
    record_job(name="close_cycles", work=lambda: hand_out_ended_cycles(on=today()), clock=now)


@shared_task
def close_cycles_of_registrations(registration_ids: list[int]) -> None:
    """Close the ended cycles of these registrations; those done before are left as they are."""
    record_job(
        name="close_cycles_of_registrations",
        work=lambda: close_registrations(registration_ids=registration_ids, on=today(), now=now()),
        clock=now,
        alone=False,
    )


@shared_task
def open_renewals() -> None:
    """Open the renewals whose day has come."""
    record_job(name="open_renewals", work=lambda: opening.open_renewals(on=today(), now=now()), clock=now)


@shared_task
def lapse_renewals() -> None:
    """Note of which renewals the last day passed without a request."""
    record_job(name="lapse_renewals", work=lambda: opening.lapse_renewals(on=today(), now=now()), clock=now)


@shared_task
def hand_out_renewals() -> None:
    """Hand the renewals that may be straightforward to the workers."""
    record_job(name="hand_out_renewals", work=renewals_by_rule.hand_out_renewals, clock=now)


@shared_task
def watch_repairs() -> None:
    """Lift the conditions that were met by their day, and tell the office of the others."""
    record_job(name="watch_repairs", work=lambda: repairing.watch_repairs(on=today(), now=now()), clock=now)


@shared_task
def tell_of_decisions_by_rule() -> None:
    """Tell each office how many decisions the rule took on the days before today."""
    record_job(
        name="tell_of_decisions_by_rule",
        work=lambda: telling.tell_of_decisions_by_rule(on=today(), now=now()),
        clock=now,
    )


@shared_task
def decide_renewals(renewal_ids: list[int]) -> None:
    """Decide these by rule where they are straightforward; those decided before are left as they are."""
    record_job(
        name="decide_renewals",
        work=lambda: renewals_by_rule.decide_renewals(renewal_ids=renewal_ids, on=today(), now=now()),
        clock=now,
        alone=False,
    )


@shared_task
def run_audit_step(run_id: int) -> None:
    """Commit to a run or draw it, as was asked."""
    record_job(
        name="run_audit_step",
        work=lambda: int(take_step(run_id=run_id, clock=now)),
        clock=now,
        alone=False,
    )


@shared_task
def resume_audit_runs() -> None:
    """Hand the runs of which a commitment or draw was asked to the workers, also where one was lost."""
    record_job(name="resume_audit_runs", work=hand_out_asked, clock=now)


@shared_task
def hand_out_unfrozen_audits() -> None:
    """Hand the audits whose standing at the draw is still to be written down to the workers."""
    record_job(name="hand_out_unfrozen_audits", work=audit_freezing.hand_out_unfrozen, clock=now)


@shared_task
def ask_drawn_audits() -> None:
    """Ask those who were drawn to show what counted."""
    record_job(name="ask_drawn_audits", work=lambda: ask_drawn(today=today(), now=now()), clock=now)


@shared_task
def end_audit_terms() -> None:
    """End the terms of audits whose last day is over without an answer."""
    record_job(name="end_audit_terms", work=lambda: end_terms(today=today(), now=now()), clock=now)


@shared_task
def freeze_audits(audit_ids: list[int]) -> None:
    """Write down the standings of these audits at their draw; what was written before is left as it is."""
    record_job(
        name="freeze_audits",
        work=lambda: audit_freezing.freeze_audits(audit_ids=audit_ids),
        clock=now,
        alone=False,
    )


@shared_task
def run_simulation(simulation_id: int) -> None:
    """Judge what is still to judge of one simulation."""
    simulations.run_simulation(simulation_id=simulation_id, clock=now)


@shared_task
def resume_simulations() -> None:
    """Hand every unfinished simulation to a worker."""
    record_job(name="resume_simulations", work=simulations.hand_out_unfinished, clock=now)


@shared_task
def run_group_decision(decision_id: int) -> None:
    """Go on with the preview of a decision for a group, or with carrying it out."""
    go_on_with_group_decision(decision_id=decision_id, clock=now)


@shared_task
def resume_group_decisions() -> None:
    """Hand every decision for a group that is under way to a worker."""
    record_job(name="resume_group_decisions", work=lambda: hand_out_group_decisions(now=now()), clock=now)


@shared_task
def invite_to_evaluate() -> None:
    """Ask participants what they thought of a course, and later what changed in their practice."""
    record_job(name="invite_to_evaluate", work=lambda: evaluations.invite_to_evaluate(on=today(), now=now()), clock=now)


@shared_task
def settle_missing_attendance() -> None:
    """Put before the office what providers left unanswered, and close what a list has answered."""
    record_job(
        name="settle_missing_attendance",
        work=lambda: missing_attendance.settle_waiting(on=today(), now=now()),
        clock=now,
    )


@shared_task
def settle_wrong_attendance() -> None:
    """Put before the office what providers left unanswered, and close what was reversed meanwhile."""
    record_job(
        name="settle_wrong_attendance",
        work=lambda: wrong_attendance.settle_waiting(on=today(), now=now()),
        clock=now,
    )


@shared_task
def lapse_claim_proposals() -> None:
    """End the answers to proposals that do not hold any more."""
    record_job(name="lapse_claim_proposals", work=lambda: lapse_proposals(on=today(), now=now()), clock=now)


@shared_task
def block_overdue_providers() -> None:
    """Keep providers whose attendance is overdue from applying, and let those apply again that reported."""
    record_job(
        name="block_overdue_providers",
        work=lambda: overdue_attendance.block_overdue_providers(on=today(), now=now()),
        clock=now,
    )


@shared_task
def tidy_stored_evidence() -> None:
    """Keep store and rows of evidence alike."""
    record_job(name="tidy_stored_evidence", work=lambda: tidy_evidence(now=now()), clock=now)


@shared_task
def let_evidence_go() -> None:
    """Let evidence go that has been kept long enough."""
    record_job(name="let_evidence_go", work=lambda: remove_expired_evidence(now=now()), clock=now)


@shared_task
def warn_of_ending_documents() -> None:
    """Tell whose document ends soon, or ended without a new one."""
    record_job(name="warn_of_ending_documents", work=lambda: warn_of_endings(on=today(), now=now()), clock=now)


@shared_task
def make_dossier_export(export_id: int) -> None:
    """Make the file of one export."""
    exporting.make_export(export_id=export_id, clock=now)


@shared_task
def resume_dossier_exports() -> None:
    """Hand every export that waits to a worker."""
    record_job(name="resume_dossier_exports", work=lambda: exporting.hand_out_waiting(now=now()), clock=now)


@shared_task
def expire_dossier_exports() -> None:
    """Take the files of exports away whose days are over."""
    record_job(name="expire_dossier_exports", work=lambda: exporting.expire_exports(now=now()), clock=now)


@shared_task
def remind_unsigned_conversations() -> None:
    """Remind who held a conversation and has not signed it."""
    record_job(name="remind_unsigned_conversations", work=lambda: remind_unsigned(today=today(), now=now()), clock=now)


@shared_task
def warn_of_duties() -> None:
    """Warn of the last day of personal duties, and tell that it has passed."""
    record_job(name="warn_of_duties", work=lambda: duty_warnings.warn_of_duties(today=today(), now=now()), clock=now)


@shared_task
def revoke_unfounded_credentials() -> None:
    """Revoke certificates of what is no longer so."""
    record_job(name="revoke_unfounded_credentials", work=lambda: revoke_unfounded(on=today(), now=now()), clock=now)


@shared_task
def finish_decisions() -> None:
    """Let decisions become final whose term for objection is over."""
    record_job(name="finish_decisions", work=lambda: let_decisions_become_final(today=today(), now=now()), clock=now)


@shared_task
def carry_out_erasures() -> None:
    """Forget what was asked to be forgotten and has waited long enough."""
    record_job(name="carry_out_erasures", work=lambda: erasing.carry_out_erasures(on=today(), now=now()), clock=now)


@shared_task
def apply_retention() -> None:
    """Let go of what was kept its term."""
    record_job(name="apply_retention", work=lambda: erasing.apply_retention(on=today(), now=now()), clock=now)


@shared_task
def book_dossier_import(import_id: int) -> None:
    """Book what one accepted import brings."""
    importing.book_import(import_id=import_id, clock=now)


@shared_task
def resume_dossier_imports() -> None:
    """Hand every import that was accepted and is not done to a worker."""
    record_job(name="resume_dossier_imports", work=importing.hand_out_accepted, clock=now)
