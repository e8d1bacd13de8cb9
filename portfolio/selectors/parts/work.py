"""Work, declarations and documents that somebody entered, where they count, and who stated that they are so."""

from django.db.models import Q

from portfolio.models import RecordUse
from portfolio.selectors.parts.part import Kept, Part, Table

COUNTING = RecordUse.objects.exclude(entry=None).values("record")

PARTS = (
    Part(
        key="records",
        nl="Werk, verklaringen en documenten",
        en="Work, declarations and documents",
        tables=(
            Table(
                name="records",
                model="portfolio.Record",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "sort": "sort",
                    "title": "title",
                    "organisation": "organisation",
                    "startsOn": "starts_on",
                    "endsOn": "ends_on",
                    "hoursPerWeek": "hours_per_week",
                    "quantity": "quantity",
                    "unit": "unit",
                    "remark": "remark",
                    "evidence": "evidence__uuid",
                    "state": "state",
                    "replaces": "replaces__uuid",
                    "enteredOn": "entered_on",
                },
                on="starts_on",
                kept=Kept("evidence", rows=Q(pk__in=COUNTING)),
            ),
            Table(
                name="uses",
                model="portfolio.RecordUse",
                owner="record__person",
                fields={
                    "record": "record__uuid",
                    "registration": "registration__uuid",
                    "rule": "rule",
                    "names": "names",
                    "entry": "entry__uuid",
                },
                on="record__starts_on",
                kept=Kept("evidence", rows=Q(entry__isnull=False)),
            ),
            Table(
                name="statements",
                model="portfolio.RecordStatement",
                owner="record__person",
                fields={
                    "uuid": "uuid",
                    "record": "record__uuid",
                    "role": "role",
                    "name": "name",
                    "email": "email",
                    "state": "state",
                    "askedAt": "asked_at",
                    "answeredAt": "answered_at",
                    "remark": "remark",
                },
                on="record__starts_on",
                kept=Kept("evidence", rows=Q(record__in=COUNTING)),
            ),
        ),
    ),
)
