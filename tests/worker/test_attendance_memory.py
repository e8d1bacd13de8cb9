"""Booking takes no more memory for a long list than for a short one, beside the bytes of the list itself."""

from pathlib import Path

import pytest

from portfolio.models import AttendanceBatch, LedgerEntry
from portfolio.tasks.attendance import resume_attendance_batches
from tests.factories.accreditation import EditionFactory
from tests.factories.portfolio import DAY, HEADER, make_members, make_school
from tests.worker.processes import Background

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]
PEOPLE, SHORT, LONG = 200, 3_000, 30_000
ALLOWED = 12_000  # kB: the bytes of the longer list a few times, and what allocators keep


def highest(worker) -> int:
    """The most memory in kB that any process of the worker has held."""
    children = Path(f"/proc/{worker.popen.pid}/task/{worker.popen.pid}/children").read_text().split()
    status = [Path(f"/proc/{pid}/status").read_text() for pid in (worker.popen.pid, *children)]
    return max(int(line.split()[1]) for text in status for line in text.splitlines() if line.startswith("VmHWM"))


def test_ten_times_the_rows_take_the_same_memory(background: Background):
    school = make_school()
    numbers = make_members(school.register, PEOPLE)
    codes = [EditionFactory(course=school.edition.course).code for _ in range(LONG // PEOPLE)]
    worker = background.worker(ATTENDANCE_CHUNK_ROWS="1000")

    def book(rows: int) -> int:
        lines = [f"{numbers[row % PEOPLE]},{codes[row // PEOPLE]},{DAY}" for row in range(rows)]
        batch = school.send("\n".join([HEADER, *lines, f"{rows},NONE,{DAY}", ""]).encode())
        resume_attendance_batches()
        background.until(lambda: AttendanceBatch.objects.get(pk=batch.pk).state == "DONE", seconds=120)
        return highest(worker)

    book(SHORT)  # whatever is loaded the first time
    before = book(SHORT + PEOPLE)
    after = book(LONG)

    assert LedgerEntry.objects.count() == LONG
    assert after - before < ALLOWED, (before, after)
