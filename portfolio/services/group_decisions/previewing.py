"""The preview of a decision for a group: done for each person, judged by the rules themselves, and taken back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portfolio.catalogue.group_decisions import GroupAction, GroupState
from portfolio.models import GroupDecision, GroupDecisionLine, LedgerEntry
from portfolio.selectors.dossiers import CycleDossier, dossiers
from portfolio.selectors.group_scopes import registrations_in, scope_digest
from portfolio.services.group_decisions.bookings import bookings_of
from portfolio.services.group_decisions.figures import Brief, figures_of
from portfolio.services.group_decisions.handing_out import hand_out
from portfolio.services.group_decisions.moving import UNTRIED, held, move
from register.access import Actor
from register.models import Cycle
from register.rules.amounts import plain
from register.selectors import rules_of

CHUNK = 200


@transaction.atomic
def request_preview(*, decision: GroupDecision, actor: Actor, today: date, now: datetime) -> GroupDecision:
    """Ask what the act would do. What an earlier preview said goes; a worker writes it anew."""
    asked = held(decision)
    fresh: dict[str, Any] = {"scope_digest": "", "figures": {}, "worse": 0, "previewed_at": None}
    move(asked, GroupAction.PREVIEW, actor=actor, now=now, as_of=today, known_at=now, **fresh, **UNTRIED)
    asked.lines.all().delete()
    transaction.on_commit(lambda: hand_out([asked.pk]))
    return asked


@transaction.atomic
def preview_chunk(*, decision: GroupDecision, now: datetime) -> int:
    """Take the next step of a preview; returns how many people it did, and 0 when there is nothing more to do.

    First everybody in the scope is written down, then they are judged, chunk after chunk, and then it is summed up.
    """
    shown = held(decision)
    if shown.state != GroupState.PREVIEWING:
        return 0
    assert shown.as_of is not None  # it was asked for
    assert shown.known_at is not None
    if not shown.scope_digest:
        return _write_down(shown, shown.as_of)
    waiting = shown.lines.filter(judged=False).select_related("registration__person")
    lines = list(waiting.order_by("registration__person_id", "pk")[:CHUNK])
    if not lines:
        figures, worse = figures_of(shown.lines.values_list("before", "after", named=False).iterator())
        GroupDecision.objects.filter(pk=shown.pk).update(figures=figures, worse=worse)
        move(shown, GroupAction.SHOW, actor=None, now=now, previewed_at=now)
        return 0
    _judge(shown, lines, on=max(shown.as_of, shown.effective_on), now=shown.known_at)
    return len(lines)


def _write_down(decision: GroupDecision, today: date) -> int:
    inside = registrations_in(decision, on=today).order_by("pk").values_list("pk", flat=True)
    lines = [GroupDecisionLine(decision=decision, registration_id=pk) for pk in inside]
    GroupDecisionLine.objects.bulk_create(lines, batch_size=5_000)
    digest = scope_digest(decision, on=today)
    GroupDecision.objects.filter(pk=decision.pk).update(scope_digest=digest)
    return len(lines) or 1


def _judge(decision: GroupDecision, lines: Sequence[GroupDecisionLine], *, on: date, now: datetime) -> None:
    cycles = list(
        Cycle.objects.to_judge_on(on)
        .filter(registration__in=[line.registration_id for line in lines])
        .select_related("registration", "regulation")
    )
    before = _briefs(cycles, on, now)
    with transaction.atomic():
        booked = bookings_of(decision, lines, actor=None, now=now)
        # Somebody else may take the same entry back at this moment: then it is gone before and after.
        LedgerEntry.objects.bulk_create((e for found in booked.values() for e in found), ignore_conflicts=True)
        after = _briefs(cycles, on, now)
        transaction.set_rollback(True)
    for line in lines:
        line.judged = True
        line.before, line.after = before.get(line.registration_id, {}), after.get(line.registration_id, {})
    GroupDecisionLine.objects.bulk_update(lines, ["judged", "before", "after"])


def _briefs(cycles: Iterable[Cycle], on: date, now: datetime) -> Mapping[int, Brief]:
    """What the rules make of each registration, in short; nothing for a dossier that cannot be read."""
    found: dict[int, Brief] = {}
    for one in dossiers(cycles, on=on, known_at=now):
        if isinstance(one, CycleDossier):
            standing = rules_of(one.cycle.regulation).evaluate(one.dossier, as_of=on)
            found[one.cycle.registration_id] = {
                "met": standing.met,
                "outcome": standing.outcome,
                "windowUntil": standing.window.end.isoformat(),
                "short": {r.name: plain(r.short) for r in standing.requirements if not r.met and not r.advisory},
            }
    return found
