"""What is on offer for the members of a register, and how the register accredits."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accreditation.models import Accreditation, AccreditationPolicy, Course, Edition
from accreditation.rules.policy import Policy
from register.models import Register


def policy_of(register: Register | int, *, on: date) -> Policy:
    """How a register accredits on a day: the latest adopted policy that had begun, else the defaults."""
    begun = AccreditationPolicy.objects.filter(register=register, in_force_from__lte=on, adopted_at__isnull=False)
    document = begun.order_by("-in_force_from").values_list("document", flat=True).first()
    return Policy.from_document(document or {})


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
    )
    return Edition.objects.filter(Exists(decisions))
