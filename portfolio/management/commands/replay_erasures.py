"""`manage.py replay_erasures`: after a restore, forget again what had been forgotten."""

from typing import Any

from django.core.management.base import BaseCommand

from portfolio.services.dossiers.erasing import carry_out_erasures
from register.clock import now, today


class Command(BaseCommand):
    help = "Carry out anew the erasures that stand in the evidence store and that a restored database does not know."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{carry_out_erasures(on=today(), now=now())} carried out")
