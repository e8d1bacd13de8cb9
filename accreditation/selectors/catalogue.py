"""The public catalogue: courses and editions that bring something in a register, as visitors look for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, FloatField, Func, OuterRef, Prefetch, QuerySet, Subquery, Value

from accreditation.models import Accreditation, CatalogueEntry, Course, CourseChange, CourseVersion, Edition, Meeting
from accreditation.models.edition import InOrderOfEnd, Plain
from accreditation.selectors.catalogue_words import search_query

# Up to so many courses are found first and their editions after; of more, editions are taken in order until there are
# enough. Planners guess wrong which of the two is quick.
FEW = 1000
KM_PER_DEGREE = Decimal("111.2")


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many kilometres of a point, in degrees north and east."""

    latitude: Decimal
    longitude: Decimal
    km: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a visitor looks for. What is left empty does not matter; the days are of editions, both included."""

    text: str = ""
    course: UUID | None = None
    provider: UUID | None = None
    register: str = ""
    category: str = ""
    competence: str = ""
    language: str = ""
    place: str = ""
    online: bool | None = None
    near: Near | None = None
    after: date | None = None
    until: date | None = None

    def marks(self) -> Iterator[str]:
        """The marks that an entry of the catalogue has when it may be wanted."""
        if self.provider:
            yield f"provider/{self.provider}"
        if self.competence:
            yield f"competence/{self.competence}"
        if self.register and self.category:
            yield f"register/{self.register}/{self.category}"
        elif self.register:
            yield f"register/{self.register}"
        elif self.category:
            yield f"category/{self.category}"

    def decided(self, **when: Any) -> Exists:
        """That a register decided so, and that it holds then."""
        decisions = Accreditation.objects.in_force().filter(**when)
        if self.register:
            decisions = decisions.filter(register__code=self.register)
        if self.category:
            decisions = decisions.filter(category=self.category)
        return Exists(decisions)


def published_courses(*, on: date) -> QuerySet[Course]:
    """Courses that a register accredits on the day or later, with what they bring there."""
    return _described(Course.objects.filter(Wanted().decided(course=OuterRef("pk"), valid_before__gt=on)), on)


def published_editions() -> QuerySet[Edition]:
    """Editions with a day on which a register accredits their course, with what they bring there."""
    holds = {"course": OuterRef("course"), "valid_from__lte": OuterRef("ends_on")}
    rows = Edition.objects.filter(Wanted().decided(**holds, valid_before__gt=OuterRef("starts_on")))
    return _with_decisions(rows)


def courses_wanted(wanted: Wanted, *, on: date) -> QuerySet[Course]:
    """Published courses that fit, whenever and wherever they are given."""
    rows: QuerySet[Any] = Course.objects.filter(wanted.decided(course=OuterRef("pk"), valid_before__gt=on))
    rows = _found(rows, "pk", wanted)
    if wanted.language:
        newest = CourseVersion.objects.filter(course=OuterRef("pk")).order_by("-number").values("languages")[:1]
        rows = rows.annotate(languages=Subquery(newest)).filter(languages__contains=[wanted.language])
    return _described(rows, on)


def editions_wanted(wanted: Wanted) -> QuerySet[Edition]:
    """Published editions that fit and are not cancelled; `order` is that of their last days."""
    rows: QuerySet[Any] = Edition.objects.exclude(status=Edition.Status.CANCELLED).annotate(order=InOrderOfEnd())
    holds = {"course": OuterRef("course"), "valid_from__lte": OuterRef("ends_on")}
    rows = rows.filter(wanted.decided(**holds, valid_before__gt=OuterRef("starts_on")))
    rows = _found(rows, "course", wanted)
    if wanted.course:
        rows = rows.filter(course__uuid=wanted.course)
    if wanted.after:
        rows = rows.filter(order__gte=InOrderOfEnd(Value(wanted.after), Value(0)))
    if wanted.until:
        rows = rows.filter(starts_on__lte=wanted.until)
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    if wanted.online is not None:
        rows = rows.filter(online=wanted.online)
    if wanted.place:
        rows = rows.annotate(plain_place=Plain("place")).filter(plain_place=Plain(Value(wanted.place)))
    if wanted.near:
        rows = _within(rows, wanted.near)
    return _with_decisions(rows)


def _found(rows: QuerySet[Any], course: str, wanted: Wanted) -> QuerySet[Any]:
    """Rows whose course, the field of this name, has the words and the marks."""
    entries = CatalogueEntry.objects.all()
    marks, query = list(wanted.marks()), search_query(wanted.text)
    if not marks and query is None:
        return rows
    if marks:
        entries = entries.filter(marks__contains=marks)
    if query is not None:
        entries = entries.filter(words=query)
    few = list(entries.values_list("course_id", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return rows.filter(**{f"{course}__in": few})
    return rows.filter(Exists(entries.filter(course=OuterRef(course))))


def _within(rows: QuerySet[Edition], near: Near) -> QuerySet[Edition]:
    """First a band between two parallels, which is cheap to tell; then the circle in it."""
    band = near.km / KM_PER_DEGREE
    distance = Func(
        "latitude",
        "longitude",
        Value(near.latitude),
        Value(near.longitude),
        function="distance_km",
        output_field=FloatField(),
    )
    between = rows.filter(latitude__range=(near.latitude - band, near.latitude + band))
    return between.annotate(distance=distance).filter(distance__lte=near.km)


def _described(courses: QuerySet[Course], on: date) -> QuerySet[Course]:
    decisions = Accreditation.objects.in_force().filter(valid_before__gt=on).select_related("register")
    newest = CourseVersion.objects.order_by("course", "-number").distinct("course")
    courses = courses.annotate(to_reassess=_to_reassess(version__course=OuterRef("pk")))
    return courses.select_related("provider").prefetch_related(
        Prefetch("accreditations", decisions.order_by("register__code", "category", "valid_from")),
        Prefetch("versions", newest),
    )


def _with_decisions(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    decisions = Accreditation.objects.in_force().select_related("register")
    announced = {"version__course": OuterRef("course"), "version__number__lte": OuterRef("version__number")}
    editions = editions.annotate(to_reassess=_to_reassess(**announced))
    return editions.select_related("course__provider", "version").prefetch_related(
        Prefetch("course__accreditations", decisions.order_by("register__code", "category", "valid_from")),
        Prefetch("meetings", Meeting.objects.order_by("starts_at", "id")),
    )


def _to_reassess(**of: Any) -> ArraySubquery:
    """Codes of the registers whose accreditation runs on while a change is still to be assessed anew."""
    waiting = CourseChange.objects.filter(**of, effect=CourseChange.Effect.REASSESS, settled_by=None)
    return ArraySubquery(waiting.order_by("register__code").values("register__code").distinct())
