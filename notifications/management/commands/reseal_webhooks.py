"""`manage.py reseal_webhooks`: the secrets of webhooks under the first of CREDENTIAL_SECRETS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notifications.services.webhooks.secrets import reseal_secrets
from register.errors import DomainError


class Command(BaseCommand):
    help = "Seal the secrets of webhooks by the first of CREDENTIAL_SECRETS, so that an older one can go."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(f"{reseal_secrets()} secrets sealed by the first secret")
        except DomainError as error:
            raise CommandError(error.en) from error
