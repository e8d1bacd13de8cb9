"""Calls of the web service: the verdict on each row, in the sender's language, and what is kept of it."""

from datetime import date

import pytest

from accreditation.models import Course, Edition, Meeting, Module
from portfolio.models import AssociationNumber, AttendanceBatch, Connection, ErrorMail, LedgerEntry
from portfolio.services.attendance.booking import book_attendance_list
from register.models import Event
from tests.factories.accreditation import AccreditationFactory, CourseFactory
from tests.factories.connections import connect
from tests.factories.register import NOW, PersonFactory, RegisterFactory, RegistrationFactory
from tests.webservice.entries import DAY, Sender, ask, row

NUMBER = "0012345"


def book_everything() -> None:
    for batch in AttendanceBatch.objects.unfinished():
        book_attendance_list(batch_id=batch.pk, clock=lambda: NOW)


def test_good_rows_are_accepted_although_others_fail(client, school):
    document = school.sender.entry(row(NUMBER, "ELEARN"), row("12345", "ELEARN"), row("NIP-00123456", "ELEARN"))

    answer = ask(client, document)

    assert answer.counts == (1, 2, 3)
    assert [(number, message[:6]) for number, message in answer.errors] == [(100, "Rij 3:")]
    assert answer.accepted == [
        {"person": NUMBER, "course": "ELEARN", "date": DAY},
        {"person": "NIP-00123456", "course": "ELEARN", "date": DAY},
    ]
    assert not LedgerEntry.objects.exists()  # a worker books, later
    book_everything()
    numbers = LedgerEntry.objects.values_list("person__registrations__number", flat=True)
    assert sorted(numbers) == [NUMBER, "NIP-00123456"]


def test_the_answer_has_its_elements_in_the_order_clients_read(client, school):
    answer = ask(client, school.sender.entry(row("1", "ELEARN"), row(NUMBER, "ELEARN")))

    assert [child.tag for child in answer.root] == ["Results", "Error", "Accepted"]
    assert [child.tag for child in answer.root[0]] == ["rejected_rows", "accepted_rows", "total_rows"]
    assert [child.tag for child in answer.root[1]] == ["errorNR", "errorMsg"]
    assert [child.tag for child in answer.root[2]] == ["person", "course", "date"]


def test_sending_again_books_nothing_twice(client, school):
    document = school.sender.entry(row(NUMBER, "ELEARN"), row(NUMBER, "GROUP"))
    for _ in range(3):
        assert ask(client, document).counts == (0, 2, 2)
        book_everything()

    later = school.sender.entry(row(NUMBER, "ELEARN", endDate="2025-05-12T20:00:00+02:00"))
    assert ask(client, later).counts == (0, 1, 1)  # the same course twice in a day counts once
    book_everything()

    assert LedgerEntry.objects.count() == 2


def test_a_row_that_is_there_twice_is_good_and_booked_once(client, school):
    answer = ask(client, school.sender.entry(row(NUMBER, "ELEARN"), row(NUMBER, "ELEARN")))
    book_everything()

    assert answer.counts == (0, 2, 2)
    assert LedgerEntry.objects.count() == 1


def test_in_test_mode_everything_is_checked_and_nothing_is_booked(client, testing_school):
    answer = ask(client, testing_school.sender.entry(row(NUMBER, "ELEARN"), row("1", "ELEARN")))
    book_everything()

    assert answer.counts == (1, 1, 2)
    assert not LedgerEntry.objects.exists()


def test_what_was_tested_is_booked_when_it_comes_again_in_earnest(client, testing_school):
    document = testing_school.sender.entry(row(NUMBER, "ELEARN"))
    ask(client, document)
    book_everything()
    testing_school.connection.links.update(mode="ACTIVE", decided_by=testing_school.connection.account)

    ask(client, document)
    book_everything()

    assert LedgerEntry.objects.count() == 1


def ids(school) -> dict[str, int]:
    edition = Edition.objects.get(course=school.course("MEETINGS"))
    return {
        "ELEARN": school.course("ELEARN").pk,
        "MODULES": school.course("MODULES").pk,
        "MEETINGS": school.course("MEETINGS").pk,
        "Module_B": Module.objects.get(code="Module_B").pk,
        "SPRING": edition.pk,
        "SECOND": Meeting.objects.get(edition=edition, code="SECOND").pk,
    }


GOOD_ROWS = {
    "e-learning by own code": {"externalCourseID": "ELEARN", "endDate": DAY},
    "e-learning by our number": {"PECourseID": "{ELEARN}", "endDate": DAY},
    "module by own code": {"externalCourseID": "MODULES", "externalmoduleID": "Module_A", "endDate": DAY},
    "module by our numbers": {"PECourseID": "{MODULES}", "PEModuleID": "{Module_B}", "endDate": DAY},
    "peer group": {"externalCourseID": "GROUP", "endDate": DAY},
    "per meeting by own codes": {
        "externalCourseID": "MEETINGS",
        "externalEditionID": "SPRING",
        "externalMeetingID": "FIRST",
    },
    "per meeting by our numbers": {
        "PECourseID": "{MEETINGS}",
        "PEEditionID": "{SPRING}",
        "PEMeetingID": "{SECOND}",
    },
    "mixed": {"PECourseID": "{MEETINGS}", "externalEditionID": "SPRING", "PEMeetingID": "{SECOND}"},
    "as a whole": {"externalCourseID": "WHOLE", "externalEditionID": "SPRING"},
    "empty elements": {
        "PECourseID": "",
        "externalCourseID": "ELEARN",
        "PEModuleID": "",
        "externalmoduleID": "",
        "endDate": DAY,
    },
    "another order": {"endDate": DAY, "externalCourseID": "ELEARN"},
    "no fraction of a second": {"externalCourseID": "ELEARN", "endDate": "2025-05-12T13:08:13+00:00"},
    "a lost plus": {"externalCourseID": "ELEARN", "endDate": "2025-05-12T13:08:13.942208 02:00"},
}


@pytest.mark.parametrize("given", GOOD_ROWS.values(), ids=GOOD_ROWS)
def test_every_kind_of_course_is_named_by_codes_or_by_numbers(client, school, given):
    numbers = ids(school)
    fields = {name: value.format(**numbers) for name, value in given.items()}

    answer = ask(client, school.sender.entry({**fields, "externalPersonID": NUMBER}))

    assert answer.errors == []
    accepted = answer.accepted[0]
    assert accepted["person"] == NUMBER
    assert accepted["course"] == (fields.get("PECourseID") or fields["externalCourseID"])
    for told, names in {
        "date": ("endDate",),
        "edition": ("PEEditionID", "externalEditionID"),
        "meeting": ("PEMeetingID", "externalMeetingID"),
    }.items():
        sent = next((fields[name].replace(" ", "+") for name in names if fields.get(name)), None)
        assert accepted.get(told) == sent


BAD_ROWS = {
    "person not given": ({"externalPersonID": None}, "externalPersonID) is niet opgegeven"),
    "person unknown": ({"externalPersonID": "12345"}, "persoon 12345 is niet bekend"),
    "course not given": ({"externalCourseID": None}, "externalCourseID) is niet opgegeven"),
    "course unknown": ({"externalCourseID": "NOPE"}, "scholing NOPE is bij deze aanbieder niet bekend"),
    "course unknown by number": ({"externalCourseID": None, "PECourseID": "987654321"}, "scholing 987654321 is bij"),
    "accredited for none of the registers": ({"externalCourseID": "NEVER"}, "door geen register van deze organisatie"),
    "outside all accreditation periods": ({"endDate": "2023-12-31T12:00:00+01:00"}, "31-12-2023 valt buiten alle"),
    "not registered then": ({"endDate": "2021-12-31T12:00:00+01:00"}, "31-12-2021"),
    "in the future": ({"endDate": "2027-12-31T12:00:00+01:00"}, "31-12-2027 ligt in de toekomst"),
    "e-learning with an edition": ({"externalEditionID": "RUN"}, "geef geen uitvoering op"),
    "e-learning with a meeting": ({"externalMeetingID": "FIRST"}, "geef geen bijeenkomst op"),
    "e-learning without an end date": ({"endDate": None}, "einddatum (endDate) is niet opgegeven"),
    "group without an end date": (
        {"externalCourseID": "GROUP", "endDate": None},
        "einddatum (endDate) is niet opgegeven",
    ),
    "module not given": ({"externalCourseID": "MODULES"}, "externalmoduleID) is niet opgegeven"),
    "module unknown": ({"externalCourseID": "MODULES", "externalmoduleID": "Z"}, "module Z van scholing MODULES"),
    "end date with a physical course": (
        {"externalCourseID": "WHOLE", "externalEditionID": "SPRING"},
        "er is een einddatum opgegeven (12-05-2025)",
    ),
    "edition not given": ({"externalCourseID": "WHOLE", "endDate": None}, "externalEditionID) van scholing WHOLE"),
    "edition unknown": (
        {"externalCourseID": "WHOLE", "endDate": None, "externalEditionID": "AUTUMN"},
        "uitvoering AUTUMN van scholing WHOLE is niet bekend",
    ),
    "meeting not given": (
        {"externalCourseID": "MEETINGS", "endDate": None, "externalEditionID": "SPRING"},
        "externalMeetingID) is niet opgegeven",
    ),
    "meeting unknown": (
        {
            "externalCourseID": "MEETINGS",
            "endDate": None,
            "externalEditionID": "SPRING",
            "externalMeetingID": "THIRD",
        },
        "bijeenkomst THIRD is bij deze uitvoering niet bekend",
    ),
    "the same by number and by code": ({"PECourseID": "1"}, "met een nummer en met een eigen code genoemd (CourseID)"),
}


@pytest.mark.parametrize(("changed", "message"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_every_case_of_a_refused_row_has_a_message_of_its_own(client, school, changed, message):
    answer = ask(client, school.sender.entry(row(NUMBER, "ELEARN") | changed))

    assert answer.counts == (1, 0, 1)
    ((number, said),) = answer.errors
    assert number == 100
    assert said.startswith("Rij 2: ")
    assert message in said
    assert not AttendanceBatch.objects.exists()


@pytest.mark.parametrize(
    ("language", "message"),
    [(1, "Rij 2: persoon 1 is niet bekend"), (3, "Ligne 2 : la personne 1 n'est"), (6, "Row 2: person 1 is not known")],
)
def test_messages_are_in_the_language_that_the_sender_asks_for(client, school, language, message):
    document = school.sender.entry(row("1", "ELEARN"), languageID=language, defaultLanguageID=language)

    assert ask(client, document).errors[0][1].startswith(message)


@pytest.mark.parametrize(
    "changed",
    [
        {"userID": 999},
        {"userID": "12a"},
        {"userKey": "1234512345"},
        {"userRole": "ADM"},
        {"orgID": 20},
    ],
    ids=str,
)
def test_who_is_not_let_in_hears_400_and_nothing_of_what_was_wrong(client, school, changed):
    answer = ask(client, school.sender.entry(row(NUMBER, "ELEARN"), **changed))

    ((number, message),) = answer.errors
    assert (number, message[:12]) == (400, "Geen toegang")
    assert answer.accepted == []
    assert not AttendanceBatch.objects.exists()


def test_a_revoked_connection_is_not_let_in(client, school):
    Connection.objects.filter(pk=school.connection.pk).update(revoked_at=NOW)

    assert ask(client, school.sender.entry(row(NUMBER, "ELEARN"))).errors[0][0] == 400


def test_a_number_is_looked_for_in_all_registers_of_the_association_and_in_no_other(client, school):
    association = school.register.association
    second = RegisterFactory(code="second", association=association)
    RegistrationFactory(register=second, number="777", registered_on=date(2022, 3, 1))
    AccreditationFactory(course=school.course("ELEARN"), register=second)
    foreign = RegistrationFactory(register=RegisterFactory(code="foreign"), number="888")

    answer = ask(client, school.sender.entry(row("777", "ELEARN"), row(foreign.number, "ELEARN")))

    assert [each["person"] for each in answer.accepted] == ["777"]
    assert "persoon 888 is niet bekend" in answer.errors[0][1]


def test_a_number_of_two_people_is_refused(client, school):
    second = RegisterFactory(code="second", association=school.register.association)
    RegistrationFactory(register=second, number=NUMBER, person=PersonFactory())

    answer = ask(client, school.sender.entry(row(NUMBER, "ELEARN")))

    assert "hoort in deze organisatie bij meer dan één persoon" in answer.errors[0][1]


def test_one_system_reports_to_several_associations_with_one_key(client, school):
    other = RegisterFactory(code="nova")
    school.connection.links.create(association=other.association, changed_at=NOW)
    AssociationNumber.objects.create(association=other.association, number=45)
    sender = Sender(school.sender.number, school.sender.key, 45)

    answer = ask(client, sender.entry(row(NUMBER, "ELEARN")))

    assert "persoon 0012345 is niet bekend" in answer.errors[0][1]


def test_another_providers_course_does_not_exist(client, school):
    other = CourseFactory(code="THEIRS", kind=Course.Kind.E_LEARNING)

    answer = ask(client, school.sender.entry(row(NUMBER, "THEIRS"), {"PECourseID": other.pk} | row(NUMBER, "")))

    assert answer.counts == (2, 0, 2)
    assert all("is bij deze aanbieder niet bekend" in message for _, message in answer.errors)


def test_a_hundred_rows_are_taken_and_one_more_is_not(client, school):
    rows = [row(NUMBER, "ELEARN")] * 100

    assert ask(client, school.sender.entry(*rows)).counts == (0, 100, 100)
    more = ask(client, school.sender.entry(*rows, rows[0]))
    assert more.errors[0][0] == 505
    assert more.counts == (101, 0, 101)


def test_errors_are_mailed_only_when_asked_for_and_only_errors(client, school):
    document = school.sender.entry(
        row(NUMBER, "ELEARN"),
        row("1", "ELEARN"),
        settingOutput=1,
        emailOutput="errors@example.org; more@example.org",
        languageID=6,
        defaultLanguageID=6,
    )
    ask(client, document)
    ask(client, document.replace("<settingOutput>1", "<settingOutput>0"))
    ask(client, school.sender.entry(row(NUMBER, "ELEARN"), settingOutput=1, emailOutput="errors@example.org"))

    mails = ErrorMail.objects.order_by("id")
    assert [mail.address for mail in mails] == ["errors@example.org", "more@example.org"]
    assert mails[0].subject == "Attendance: 1 of 2 rows refused"
    assert "Row 3: person 1 is not known" in mails[0].body
    assert NUMBER not in mails[0].body


def test_a_refused_document_is_never_mailed_about(client, school):
    asked = {"settingOutput": 1, "emailOutput": "errors@example.org"}
    ask(client, school.sender.entry(row("1", "ELEARN"), userKey="1", **asked))
    ask(client, school.sender.entry(row("1", "ELEARN", endDate="gisteren"), **asked))

    assert not ErrorMail.objects.exists()


def test_a_connection_calls_no_more_often_than_it_may(client, school, settings):
    settings.CONNECTION_CALLS_PER_MINUTE = 2
    document = school.sender.entry(row(NUMBER, "ELEARN"))

    codes = [[number for number, _ in ask(client, document).errors] for _ in range(3)]

    assert codes == [[], [], [400]]


def test_after_ten_wrong_keys_no_key_is_looked_at_from_there(client, school):
    wrong = school.sender.entry(row(NUMBER, "ELEARN"), userKey="1")
    right = school.sender.entry(row(NUMBER, "ELEARN"))
    for _ in range(10):
        ask(client, wrong)

    assert ask(client, right).errors[0][0] == 400
    elsewhere = client.__class__(REMOTE_ADDR="192.0.2.7")
    assert ask(elsewhere, right).counts == (0, 1, 1)


def test_the_call_leaves_an_event_and_the_moment_of_last_use(client, school):
    ask(client, school.sender.entry(row(NUMBER, "ELEARN")))

    event = Event.objects.get(kind="attendance.received")
    assert (event.actor_id, event.data["source"]) == (school.connection.account_id, "XML")
    school.connection.refresh_from_db()
    assert school.connection.last_used_at is not None


def test_two_connections_of_two_providers_do_not_mix(client, school):
    connection, _ = connect(CourseFactory().provider, school.register.association)
    stolen = Sender(connection.number, school.sender.key, school.sender.organisation)

    assert ask(client, stolen.entry(row(NUMBER, "ELEARN"))).errors[0][0] == 400
