"""A course stays what it is while its versions follow each other."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accreditation.errors import CourseCodeTaken, ModuleCodeTaken, NotOfThisKind
from accreditation.models import Course, CourseVersion, Edition
from accreditation.services.courses import add_course, revise_course
from accreditation.services.editions import add_edition
from accreditation.services.modules import add_module
from register.models import Event
from tests.factories.accreditation import (
    CourseFactory,
    CourseVersionFactory,
    EditionFactory,
    ModuleFactory,
    ProviderFactory,
)
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db


def revise(course, **changes):
    return revise_course(course=course, changes=changes, actor=None, now=NOW)


def test_a_course_begins_with_its_first_version():
    course = add_course(
        provider=ProviderFactory(), code="W", title="Wondzorg", kind="WHOLE", summary="Wonden.", actor=None, now=NOW
    )

    (version,) = course.versions.all()
    assert (version.number, version.title, version.kind, version.summary) == (1, "Wondzorg", "WHOLE", "Wonden.")


def test_a_revision_is_a_new_version_that_the_course_shows():
    course = CourseFactory(version__summary="Wonden.")

    version = revise(course, title="Wondzorg 2", teachers=["A. de Vries"])

    assert (version.number, version.summary, version.teachers) == (2, "Wonden.", ["A. de Vries"])
    assert course.title == Course.objects.get(pk=course.pk).title == "Wondzorg 2"
    event = Event.objects.get(kind="course.revised")
    assert (event.subject_uuid, event.data) == (course.uuid, {"version": 2, "changed": ["teachers", "title"]})


def test_what_changes_nothing_makes_no_version():
    course = CourseFactory()

    assert revise(course, title=course.title, teachers=[]).number == 1
    assert not Event.objects.filter(kind="course.revised").exists()


def test_what_is_no_part_of_a_version_is_not_revised():
    with pytest.raises(TypeError, match="code"):
        revise(CourseFactory(), code="OTHER")


def test_an_edition_keeps_the_version_it_was_announced_under():
    course = CourseFactory()
    before = EditionFactory(course=course)
    revise(course, title="Wondzorg 2")
    after = add_edition(
        course=course, code="E", starts_on=before.starts_on, ends_on=before.ends_on, place="Ede", actor=None, now=NOW
    )

    assert (before.version.number, after.version.number) == (1, 2)
    with pytest.raises(IntegrityError, match="keeps its version"), transaction.atomic():
        Edition.objects.filter(pk=before.pk).update(version=after.version)


def test_an_edition_runs_under_a_version_of_its_own_course():
    EditionFactory(course=CourseFactory(), version=CourseFactory().versions.get())

    with pytest.raises(IntegrityError, match="edition_of_its_version"):
        transaction.get_connection().check_constraints()


def test_versions_are_never_changed_or_removed():
    version = CourseFactory().versions.get()

    for change in (lambda: CourseVersion.objects.update(summary="x"), version.delete):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            change()


@pytest.mark.parametrize("change", [{"code": "OTHER"}, {"title": "Other"}, {"kind": "PEER_GROUP"}])
def test_a_course_keeps_its_code_and_shows_its_newest_version(change):
    course = CourseFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(**change)


def test_a_code_names_one_course_of_a_provider_and_may_be_anothers_too():
    course = CourseFactory(code="W")

    assert CourseFactory(code="W").provider != course.provider
    with pytest.raises(CourseCodeTaken):
        add_course(provider=course.provider, code="W", title="x", kind="WHOLE", actor=None, now=NOW)


def test_modules_follow_each_other_and_their_codes_differ():
    course = CourseFactory(kind="E_LEARNING")
    add = {"course": course, "title": "Deel", "actor": None, "now": NOW}

    assert [add_module(code=code, **add).position for code in ("A", "B")] == [1, 2]
    with pytest.raises(ModuleCodeTaken):
        add_module(code="A", **add)
    assert ModuleFactory(code="A").course != course


@pytest.mark.parametrize("kind", ["PER_MEETING", "PEER_GROUP", "WHOLE"])
def test_only_e_learning_has_modules(kind):
    with pytest.raises(NotOfThisKind):
        add_module(course=CourseFactory(kind=kind), code="A", title="Deel", actor=None, now=NOW)


def test_a_course_with_modules_stays_e_learning():
    course = ModuleFactory().course

    with pytest.raises(NotOfThisKind):
        revise(course, kind="WHOLE")
    assert course.versions.count() == 1


def test_versions_are_numbered_once():
    course = CourseFactory()

    with pytest.raises(IntegrityError, match="course_version_numbered_once"), transaction.atomic():
        CourseVersionFactory(course=course, number=1)
