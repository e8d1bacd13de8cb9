"""Erasure: asked, waited for, carried out once, with a receipt. What law keeps stays."""

import logging
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from portfolio.errors.dossiers import ErasureAsked, ErasureMoved
from portfolio.models import DossierExport, Erasure
from portfolio.selectors.holds import held, holds_of
from portfolio.selectors.parts.table import tables
from portfolio.selectors.retention import doomed, fates
from portfolio.services.dossiers.erasure_list import ask_again, note
from portfolio.services.dossiers.forgetting import forget_rows
from portfolio.services.dossiers.keeping import forget
from portfolio.services.evidence.storing import forget_file
from register.access import Actor
from register.errors import FourEyesRequired, constraint_of
from register.models import Person, Registration, all_of
from register.services.events import record_event

logger = logging.getLogger(__name__)
State = Erasure.State
PEOPLE_AT_ONCE = 100


@transaction.atomic
def ask_for_erasure(*, person: Person, actor: Actor, now: datetime) -> Erasure:
    """Ask that what law does not keep be forgotten, after the waiting time. ErasureAsked when it was asked already."""
    try:
        with transaction.atomic():
            erasure = Erasure.objects.create(
                person=person,
                asked_by_id=actor.user_id,
                asked_at=now,
                not_before=now + timedelta(days=settings.ERASURE_WAITING_DAYS),
            )
    except IntegrityError as error:
        if constraint_of(error) != "erasure_one_at_a_time":
            raise
        raise ErasureAsked(
            nl="Hierom is al gevraagd; het verzoek loopt nog.", en="This was asked already; the request is under way."
        ) from error
    erasure.refresh_from_db(fields=["uuid"])
    _record("erasure.asked", erasure, actor, now)
    return erasure


@transaction.atomic
def agree_to_erasure(*, erasure: Erasure, actor: Actor, now: datetime) -> Erasure:
    """A second person of the office agrees to what the first asked for somebody. FourEyesRequired for the first."""
    if actor.user_id == erasure.asked_by_id or actor.person_id == erasure.person_id:
        raise FourEyesRequired(
            nl="Een ander dan wie het vroeg of wie het betreft, stemt ermee in.",
            en="Somebody else than who asked, or whom it is about, agrees to it.",
        )
    waiting = Erasure.objects.filter(pk=erasure.pk, state=State.ASKED, agreed_by=None)
    if not waiting.update(agreed_by_id=actor.user_id, agreed_at=now):
        raise _moved()
    erasure.refresh_from_db()
    _record("erasure.agreed", erasure, actor, now)
    return erasure


@transaction.atomic
def withdraw_erasure(*, erasure: Erasure, actor: Actor, now: datetime) -> Erasure:
    """Take the request back while nothing went. ErasureMoved afterwards."""
    if not Erasure.objects.filter(pk=erasure.pk, state=State.ASKED).update(state=State.WITHDRAWN):
        raise _moved()
    erasure.refresh_from_db()
    _record("erasure.withdrawn", erasure, actor, now)
    return erasure


def carry_out_erasures(*, on: date, now: datetime) -> int:
    """Carry out every erasure whose time has come, and take away files that a run left. Returns how many ended.

    Rows go in one transaction with the receipt; then the files, which are named by the erasure until they are gone.
    First is asked again what a restored database forgot that it had forgotten. What is held waits.
    """
    ask_again()
    ended = 0
    waiting = (
        Erasure.objects.due().filter(not_before__lte=now).exclude(held(on, person="person") & Q(state=State.ASKED))
    )
    for pk in waiting.order_by("id").values_list("pk", flat=True):
        _erase(pk, on, now)
        ended += _finish(pk, now)
    return ended


def apply_retention(*, on: date, now: datetime) -> int:
    """Let go of what was kept its term, of everybody. Returns how many people it was about."""
    registered = Registration.objects.filter(Q(person=OuterRef("pk")) | Q(person=OuterRef("merged_into")))
    people = Person.objects.filter(Exists(registered))
    waiting: set[int] = set()
    for table in tables():
        owner = "pk" if table.owner == "pk" else table.owner
        waiting.update(doomed(table, people=people, asked=False, on=on).values_list(owner, flat=True))
    chosen = sorted(waiting)
    for start in range(0, len(chosen), PEOPLE_AT_ONCE):
        with transaction.atomic():
            some = chosen[start : start + PEOPLE_AT_ONCE]
            gone = forget_rows(people=some, asked=False, on=on)
            for person in Person.objects.filter(pk__in=some):
                _record_term(person, now)
        # What a broken-off run leaves in the store is taken for an orphan there.
        for key in gone.files:
            forget_file(key)
    return len(chosen)


@transaction.atomic
def _erase(pk: int, on: date, now: datetime) -> None:
    erasure = Erasure.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=pk, state=State.ASKED).first()
    if erasure is None:
        return
    Person.objects.select_for_update().get(pk=erasure.person_id)
    if holds_of(erasure.person_id, on=on):
        return
    receipt = receipt_of(erasure.person, on=on)
    people = list(all_of(erasure.person_id).values_list("pk", flat=True))
    gone = forget_rows(people=people, asked=True, on=on)
    # What was taken along is in the hands of its owner; the copy here goes too.
    DossierExport.objects.filter(person=erasure.person_id, state=DossierExport.State.READY).update(expires_at=now)
    Erasure.objects.filter(pk=pk).update(state=State.ERASED, erased_at=now, receipt=receipt, files=gone.files)


def _finish(pk: int, now: datetime) -> bool:
    erasure = Erasure.objects.get(pk=pk)
    if erasure.state != State.ERASED:
        return False
    left = [key for key in erasure.files if not forget(key)]
    if left:
        logger.error("erasure_files_left erasure=%s files=%s", erasure.uuid, len(left))
        Erasure.objects.filter(pk=pk, state=State.ERASED).update(files=left)
        return False
    note(erasure)
    with transaction.atomic():
        done = Erasure.objects.filter(pk=pk, state=State.ERASED).update(state=State.DONE, files=[], finished_at=now)
        if done:
            _record("erasure.done", erasure, None, now)
    return bool(done)


def receipt_of(person: Person, *, on: date) -> list[dict[str, Any]]:
    """What goes and what stays, table by table, in plain values: numbers and grounds, no personal data."""
    return [
        {
            "part": fate.part.key,
            "title": {"nl": fate.part.nl, "en": fate.part.en},
            "table": fate.table.name,
            "goes": fate.goes,
            "stays": fate.stays,
            "ground": {"nl": fate.ground.nl, "en": fate.ground.en} if fate.ground else None,
            "nameless": fate.nameless,
            "until": fate.until.isoformat() if fate.until else None,
        }
        for fate in fates(person, on=on)
    ]


def _record(kind: str, erasure: Erasure, actor: Actor | None, now: datetime) -> None:
    by_owner = actor is not None and actor.person_id == erasure.person_id
    register = None
    if actor is not None and not by_owner:
        found = Registration.objects.filter(person=erasure.person_id).select_related("register").order_by("-pk").first()
        register = found.register if found else None
    record_event(
        kind=kind,
        subject_type="erasure",
        subject_uuid=erasure.uuid,
        person_id=erasure.person_id,
        register_id=register.pk if register else None,
        organisation_id=register.association_id if register else None,
        actor=actor,
        now=now,
    )


def _record_term(person: Person, now: datetime) -> None:
    record_event(
        kind="dossier.term-ended",
        subject_type="person",
        subject_uuid=person.uuid,
        person_id=person.pk,
        actor=None,
        now=now,
    )


def _moved() -> ErasureMoved:
    return ErasureMoved(
        nl="Dit verzoek is intussen ingetrokken, bevestigd of uitgevoerd.",
        en="This request was withdrawn, agreed to or carried out meanwhile.",
    )
