"""Write the JSON Schema of an archive of a dossier."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from portfolio.selectors.parts.schema import archive_schema


class Command(BaseCommand):
    """What docs/dossier.schema.json holds; a test keeps the two alike."""

    help = "Write the JSON Schema of an archive of a dossier to standard output."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(archive_schema(), ensure_ascii=False, indent=1, sort_keys=True))
