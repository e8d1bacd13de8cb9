"""Several people change one course at the same moment, and nothing of what they did is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from accreditation.errors import IsCancelled
from accreditation.models import CatalogueEntry, Edition
from accreditation.services.courses import revise_course
from accreditation.services.editions import cancel_edition, change_edition
from accreditation.services.modules import add_module
from register.models import Event
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory
from tests.factories.register import NOW, RegisterFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
BY = {"actor": None, "now": NOW}
AT_ONCE = 6


def at_once(do):
    """What each of six at the same moment gets, in order."""
    barrier = threading.Barrier(AT_ONCE)

    def one(number):
        barrier.wait(timeout=10)
        try:
            return do(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_every_revision_at_once_is_a_version_and_the_last_one_is_shown():
    course = CourseFactory()

    versions = at_once(lambda number: revise_course(course=course, changes={"title": f"Titel {number}"}, **BY))

    assert sorted(version.number for version in versions) == list(range(2, AT_ONCE + 2))
    course.refresh_from_db()
    assert course.title == max(versions, key=lambda version: version.number).title


def test_modules_added_at_once_stand_behind_each_other():
    course = CourseFactory(kind="E_LEARNING")

    modules = at_once(lambda number: add_module(course=course, code=f"M{number}", title="Deel", **BY))

    assert sorted(module.position for module in modules) == list(range(1, AT_ONCE + 1))


def test_registers_that_decide_at_once_are_all_found_in_the_catalogue():
    course, user = CourseFactory(), UserFactory()
    registers = [RegisterFactory(code=f"register-{number}") for number in range(AT_ONCE)]

    at_once(lambda number: AccreditationFactory(course=course, register=registers[number], decided_by=user).pk)

    marks = set(CatalogueEntry.objects.get(course=course).marks)
    assert {f"register/{register.code}" for register in registers} <= marks


def test_an_edition_is_cancelled_once_and_stays_so_whoever_moves_it_meanwhile():
    edition = EditionFactory()

    def do(number):
        try:
            mine = Edition.objects.get(pk=edition.pk)
            if number % 2:
                change_edition(edition=mine, changes={"place": f"Plaats {number}"}, **BY)
            else:
                cancel_edition(edition=mine, reason="Ziek.", **BY)
        except IsCancelled:
            return None
        return "moved" if number % 2 else "cancelled"

    done = at_once(do)

    edition.refresh_from_db()
    assert (done.count("cancelled"), edition.status) == (1, "CANCELLED")
    assert edition.sequence == Event.objects.filter(subject_uuid=edition.uuid).count() == 1 + done.count("moved")
