"""Calls of the web service: the verdict on each row, in the sender's language, and what is kept of it."""


from portfolio.models import AttendanceBatch
from portfolio.services.attendance.booking import book_attendance_list
from tests.factories.register import NOW
from tests.webservice.entries import DAY, ask, row


def book_everything() -> None:
    for batch in AttendanceBatch.objects.unfinished():
        book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)


def test_good_rows_are_accepted_although_others_fail(client, school):
    answer = ask(
        client,
        school.sender.entry(row("0012345", "ELEARN"), row("12345", "ELEARN"), row("NIP-00123456", "ELEARN")),
    )

    assert answer.counts == (1, 2, 3)
    assert [(number, message[:6]) for number, message in answer.errors] == [(100, "Rij 3:")]
    assert answer.accepted == [
        {"person": "0012345", "course": "ELEARN", "date": DAY},
        {"person": "NIP-00123456", "course": "ELEARN", "date": DAY},
    ]
