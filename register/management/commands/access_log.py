"""Hand out who looked at which dossier, in the fields of the standard Logboek Dataverwerkingen 1.0."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from register.models import Look

OK = "STATUS_CODE_OK"


class Command(BaseCommand):
    """One line of JSON for each look: for a log keeper, or a complaint that is looked into."""

    help = "Write the looks at dossiers as lines of JSON (Logboek Dataverwerkingen): uuids, no names."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="since", type=_moment, required=True, help="the first day, 2026-11-22")
        parser.add_argument("--before", type=_moment, help="the day after the last")

    def handle(self, *args: Any, **options: Any) -> None:
        for line in lines_of(since=options["since"], before=options["before"]):
            self.stdout.write(json.dumps(line, ensure_ascii=False))


def lines_of(*, since: datetime, before: datetime | None) -> Iterator[dict[str, Any]]:
    """The looks of a stretch of time [since, before), oldest first."""
    looks = Look.objects.filter(looked_at__gte=since).select_related("person", "account", "organisation")
    for look in (looks.filter(looked_at__lt=before) if before else looks).order_by("pk").iterator(chunk_size=500):
        yield _line(look)


def _line(look: Look) -> dict[str, Any]:
    moment = look.looked_at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "trace_id": look.trace.replace("-", "").ljust(32, "0")[:32] if look.trace else look.uuid.hex,
        "span_id": look.uuid.hex[:16],
        "status_code": OK,  # what is refused is not read, and no look
        "name": f"read {look.part}" + (" in a list" if look.listed_on else ""),
        "start_time": moment,
        "end_time": moment,
        "resource": {"name": "leerregister", "version": settings.SPECTACULAR_SETTINGS["VERSION"]},
        "attributes": {
            "dpl.core.processing_activity_id": f"{settings.PUBLIC_URL}/processing-activities/{look.purpose.lower()}",
            "dpl.core.data_subject_id": str(look.person.uuid),
            "dpl.core.data_subject_id_type": "leerregister-person-uuid",
            "leerregister.account": str(look.account.uuid) if look.account else None,
            "leerregister.role": look.role,
            "leerregister.organisation": str(look.organisation.uuid) if look.organisation else None,
            "leerregister.grant": str(look.ground) if look.ground else None,
        },
    }


def _moment(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
