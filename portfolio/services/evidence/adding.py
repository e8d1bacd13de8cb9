"""Taking evidence in: the file first, under a random name, and its row after; never the one without the other."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from accreditation.rules.files.recognising import ENDINGS, cleaned, media_type_of, plain_name
from accreditation.rules.files.refusal import Refused
from portfolio.errors import EvidenceRefused, EvidenceSettled
from portfolio.models import Evidence
from portfolio.models.evidence import Place
from portfolio.services.evidence.copying import copy_evidence, other_claims
from portfolio.services.evidence.places import (
    already_there,
    lock_open_place,
    of_place,
    refuse_too_many,
    refuse_too_much,
)
from portfolio.services.evidence.scanning import scan
from portfolio.services.evidence.storing import forget_file, read_file, store_file
from portfolio.services.evidence.trail import record_evidence
from register.access import Actor
from register.errors import FieldProblem, constraint_of
from register.models import Person

# What other services have kept: credentials (`services/credentials`).
KEPT_ENDINGS = {"application/vc": ".json", "application/vc+jwt": ".jwt"}


def ending_of(media_type: str) -> str:
    """How the name of a file of this kind ends."""
    return KEPT_ENDINGS.get(media_type) or ENDINGS[media_type][0]


def add_evidence(
    *, person: Person, file_name: str, content: bytes, place: Place | None, actor: Actor, now: datetime
) -> Evidence:
    """Keep a file of this person, on its own or with an own claim or question that is open.

    With a claim that is one of several for the same activity, each of those that is open gets a copy.

    EvidenceRefused says what is wrong with the file, EvidenceFull and EvidenceSettled why it has no place, and
    EvidenceUnavailable that store or scanner are away: then nothing was kept.
    """
    name, media_type, clean = looked_through(file_name=file_name, content=content)
    scanned_at = now if scan(content) else None
    evidence = Evidence(person=person, file_name=name, media_type=media_type, added_at=now, scanned_at=scanned_at)
    return _keep(evidence, clean, place, actor, now)


def looked_through(*, file_name: str, content: bytes) -> tuple[str, str, bytes]:
    """A file that somebody sent: its plain name, what it is, and what of it is kept. EvidenceRefused otherwise."""
    name = plain_name(file_name)
    try:
        media_type = media_type_of(content, name=name, most_bytes=settings.EVIDENCE_MAX_BYTES)
        return name, media_type, cleaned(content, media_type=media_type)
    except Refused as reason:
        problem = FieldProblem("#/file", reason.code, reason.nl, reason.en)
        raise EvidenceRefused(nl=reason.nl, en=reason.en, fields=(problem,)) from reason


def keep_evidence(
    *, person: Person, file_name: str, content: bytes, media_type: str, actor: Actor, now: datetime
) -> Evidence:
    """Keep a file that another service has recognised and looked through, on its own. Errors as of `add_evidence`."""
    scanned_at = now if scan(content) else None
    evidence = Evidence(person=person, file_name=file_name, media_type=media_type, added_at=now, scanned_at=scanned_at)
    return _keep(evidence, content, None, actor, now)


def _keep(evidence: Evidence, content: bytes, place: Place | None, actor: Actor, now: datetime) -> Evidence:
    evidence.size, evidence.digest = len(content), hashlib.sha256(content).hexdigest()
    evidence.added_by_id = actor.user_id
    for name, value in of_place(place).items():
        setattr(evidence, name, value)
    # A store is not part of a transaction: the slow part goes first, and the clean-up finds what a failure leaves.
    evidence.key = store_file(content)
    try:
        _add_row(evidence, place, content, actor, now)
    except BaseException:
        forget_file(evidence.key)
        raise
    return evidence


@transaction.atomic
def place_evidence(*, evidence: Evidence, place: Place, actor: Actor, now: datetime) -> Evidence:
    """Let a file that was kept on its own show an own claim or question that is open."""
    _lock_person(evidence.person_id)
    lock_open_place(place)
    refuse_too_many(Evidence.objects.filter(**of_place(place)), most=settings.EVIDENCE_MAX_FILES)
    free = Evidence.objects.filter(pk=evidence.pk, **of_place(None))
    try:
        with transaction.atomic():
            placed = free.update(**of_place(place))
    except IntegrityError as error:
        raise _known(error) from error
    if not placed:
        raise EvidenceSettled(nl="Dit bestand hoort al ergens bij.", en="This file goes with something already.")
    evidence.refresh_from_db()
    record_evidence("evidence.placed", evidence, actor, now)
    if others := other_claims(place, digest=evidence.digest):
        copy_evidence(evidence, read_file(evidence.key, digest=evidence.digest), others, actor=actor, now=now)
    return evidence


@transaction.atomic
def _add_row(evidence: Evidence, place: Place | None, content: bytes, actor: Actor, now: datetime) -> None:
    _lock_person(evidence.person_id)
    lock_open_place(place)
    own = Evidence.objects.filter(person=evidence.person_id)
    refuse_too_many(own.filter(**of_place(place)), most=settings.EVIDENCE_MAX_FILES)
    refuse_too_much(own, size=evidence.size, most=settings.EVIDENCE_PERSON_MAX_BYTES)
    try:
        with transaction.atomic():
            evidence.save()
    except IntegrityError as error:
        raise _known(error) from error
    evidence.refresh_from_db(fields=["uuid"])
    record_evidence("evidence.added", evidence, actor, now)
    copy_evidence(evidence, content, other_claims(place, digest=evidence.digest), actor=actor, now=now)


def _lock_person(person_id: int) -> None:
    """One at a time adds to a dossier, so that limits hold."""
    Person.objects.select_for_update(no_key=True).get(pk=person_id)


def _known(error: IntegrityError) -> Exception:
    return already_there() if constraint_of(error) == "evidence_once_per_place" else error
