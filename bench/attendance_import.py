"""Importing an attendance list, against a bare COPY of the same entries into the same ledger."""

import random
import time
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.db import connection, transaction

from accreditation.models import Accreditation, Course, CourseVersion, Edition, Provider, ProviderAuthorisation
from bench.timing import Comparison
from portfolio.models import AttendanceBatch, StaleStanding
from portfolio.services.attendance.booking import book_attendance_list
from portfolio.services.attendance.receiving import receive_attendance_list
from register.access import Actor
from register.clock import now
from register.models import Register, User

EDITION_SIZE = 1000
DAY = date(2025, 3, 3)
HEADER = "registration_number,edition,attended_on\n"
# Every so many rows one that is refused, each time for another reason: somewhat under three in a hundred.
BAD_EVERY = 36
COPY = """
COPY portfolio_ledgerentry (person_id, kind, effective_on, category, code, unit, tags, details, edition_id, validation,
    source_key, batch_id, reason, recorded_at, recorded_by_id) FROM STDIN
"""
_numbers = count(1)


@dataclass(frozen=True)
class List:
    """A list as it arrives, and the ledger entries that its good rows become, ready for COPY."""

    content: bytes
    entries: bytes
    good: int


def prepare(register: Register, *, rows: int) -> List:
    """A list of new editions of a new course, its people in no order, with its faults."""
    user = User.objects.get(email="a@bench.example")
    provider = Provider.objects.get(code="bench-provider")
    ProviderAuthorisation.objects.get_or_create(
        provider=provider, association=register.association, defaults={"starts_on": date(2012, 1, 1)}
    )
    run = next(_numbers)
    course = Course.objects.create(provider=provider, code=f"IMPORT{run}", title="Import")
    version = CourseVersion.objects.create(
        course=course, number=1, title=course.title, kind=course.kind, created_at=now()
    )
    Accreditation.objects.create(
        course=course,
        register=register,
        category="accredited",
        quantity=2,
        unit="point",
        valid_from=date(2012, 1, 1),
        valid_before=date(2032, 1, 1),
        decided_by=user,
        decided_at=now(),
    )
    for place in range(-(-rows // EDITION_SIZE)):
        Edition.objects.create(
            course=course, version=version, code=f"I{run}-{place}", starts_on=DAY, ends_on=DAY, online=True
        )
    editions = list(course.editions.order_by("id").values_list("id", "uuid", "code"))
    people = list(register.registrations.order_by("id").values_list("number", "person_id", "person__uuid"))
    random.Random(run).shuffle(people)
    batch_id = AttendanceBatch.objects.filter(provider=provider).values_list("id", flat=True).first()
    moment = now()
    lines = [HEADER]
    entries: list[str] = []
    for row in range(rows):
        number, person, person_uuid = people[row % len(people)]
        edition, edition_uuid, code = editions[row // EDITION_SIZE]
        if row % BAD_EVERY == BAD_EVERY - 1:
            lines.append(_bad(row // BAD_EVERY, lines[-1], number, code))
            continue
        lines.append(f"{number},{code},{DAY}\n")
        key = f"attendance/{edition_uuid}/{person_uuid}/0"
        cells = (person, "activity", DAY, "", "", "", "{}", "{}", edition, "PROVIDER_REPORTED", key, batch_id, "")
        entries.append("\t".join(map(str, (*cells, moment, user.pk))) + "\n")
    return List("".join(lines).encode(), "".join(entries).encode(), len(entries))


def measure(register: Register, *, rows: int, runs: int) -> list[Comparison]:
    """From the bytes to entries and report, committed chunk by chunk; the floor checks the same constraints and fires
    the same triggers, and is rolled back. Both write into the same ledger, in turns, each time with no standing marked.
    """
    _take_in(prepare(register, rows=EDITION_SIZE))  # plans, caches, a batch for the floor to refer to
    floor = prepare(register, rows=rows)
    comparison = Comparison(f"import a list of {rows:,} rows, with report", "COPY of its entries into the ledger")
    for turn in range(runs):
        given = prepare(register, rows=rows)
        pair = [(_take_in, given, comparison.seconds), (_copy, floor, comparison.floor_seconds)]
        for work, what, kept in pair if turn % 2 == 0 else reversed(pair):
            StaleStanding.objects.all().delete()
            began = time.perf_counter()
            work(what)
            kept.append(time.perf_counter() - began)
    return [comparison]


def _take_in(given: List) -> None:
    user = User.objects.get(email="a@bench.example")
    batch, _ = receive_attendance_list(
        provider=Provider.objects.get(code="bench-provider"),
        content=given.content,
        file_name="bench.csv",
        actor=Actor(user_id=user.pk),
        now=now(),
    )
    book_attendance_list(batch_id=batch.pk, clock=now)
    batch.refresh_from_db()
    if (batch.state, batch.booked_rows) != (AttendanceBatch.State.DONE, given.good):
        raise AssertionError(f"{batch.state}: booked {batch.booked_rows} of {given.good}")


def _copy(given: List) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        with cursor.copy(COPY) as copy:
            copy.write(given.entries)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the foreign keys, else checked when it is committed
        transaction.set_rollback(True)


def _bad(turn: int, before: str, number: str, code: str) -> str:
    """A row to refuse: number, edition, date, day, or the row before once more."""
    bad = [f"404{turn},{code},{DAY}\n", f"{number},NONE,{DAY}\n", f"{number},{code},3 maart\n"]
    return [*bad, f"{number},{code},2025-03-04\n", before][turn % 5]
