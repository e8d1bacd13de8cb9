"""What is on offer for the members of a register."""

from django.db.models import Exists, OuterRef, QuerySet

from accreditation.models import Accreditation, Course, Edition


def courses_accredited_in(register_code: str) -> QuerySet[Course]:
    """Courses that the register has ever accredited."""
    decisions = Accreditation.objects.filter(course=OuterRef("pk"), register__code=register_code)
    return Course.objects.filter(Exists(decisions))


def editions_accredited_in(register_code: str) -> QuerySet[Edition]:
    """Editions that begin on a day on which their course is accredited in the register."""
    decisions = Accreditation.objects.filter(
        course=OuterRef("course"),
        register__code=register_code,
        valid_from__lte=OuterRef("starts_on"),
        valid_before__gt=OuterRef("starts_on"),
        replaced_at=None,
    )
    return Edition.objects.filter(Exists(decisions))
