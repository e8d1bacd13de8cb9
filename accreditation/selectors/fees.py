"""What is owed, and to whom."""

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from accreditation.models import Fee


def unpaid_fees_of(application_uuid: UUID) -> QuerySet[Fee]:
    """The fees of an application that still have to be paid, one per register at most."""
    return Fee.objects.filter(application_uuid=application_uuid, state=Fee.State.DUE).select_related("register")


def totals_of(fees: QuerySet[Fee]) -> list[dict[str, Any]]:
    """How many fees there are and what they come to, per register, state and currency."""
    groups = ("register__code", "state", "currency")
    summed = fees.order_by().values(*groups).annotate(count=Count("pk"), sum=Sum("amount"))
    return [dict(row) for row in summed.order_by(*groups)]
