"""`manage.py credential_keys`: list, make, rotate, retire and reseal the keys by which associations sign."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portfolio.models import CredentialKey
from portfolio.selectors.credentials.addresses import did_of
from portfolio.services.credentials.keys import make_key, replace_key, reseal_keys, withdraw_key
from register.clock import now
from register.errors import DomainError
from register.models import Association


class Command(BaseCommand):
    help = "Keys by which associations sign certificates. Private keys are never shown."

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        steps.add_parser("list", help="every key, and what it does")
        for name, text in (
            ("make", "the first key of an association"),
            ("rotate", "a next key signs; the one before goes on verifying"),
        ):
            steps.add_parser(name, help=text).add_argument("association", help="code of the association")
        retire = steps.add_parser(
            "retire", help="a key that others may have: verifies nothing, what it signed is revoked"
        )
        retire.add_argument("association", help="code of the association")
        retire.add_argument("number", type=int, help="number of the key")
        steps.add_parser("reseal", help="seal every key by the first of CREDENTIAL_SECRETS")

    def handle(self, *args: Any, step: str, **options: Any) -> None:
        try:
            getattr(self, f"_{step}")(**{name: options[name] for name in ("association", "number") if name in options})
        except DomainError as error:
            raise CommandError(error.en) from error

    def _list(self) -> None:
        for key in CredentialKey.objects.select_related("association").order_by("association__code", "number"):
            self.stdout.write(f"{key}: {key.get_state_display()}; made {key.made_at:%Y-%m-%d}; {key.public_key}")

    def _make(self, association: str) -> None:
        self._tell(make_key(association=_association(association), now=now()))

    def _rotate(self, association: str) -> None:
        self._tell(replace_key(association=_association(association), now=now()))

    def _retire(self, association: str, number: int) -> None:
        key = CredentialKey.objects.filter(association=_association(association), number=number).first()
        if key is None:
            raise CommandError(f"{association} has no key {number}.")
        self.stdout.write(f"{key} withdrawn; {withdraw_key(key=key, now=now())} credentials revoked")

    def _reseal(self) -> None:
        self.stdout.write(f"{reseal_keys()} keys sealed by the first secret")

    def _tell(self, key: CredentialKey) -> None:
        self.stdout.write(f"{key} signs for {did_of(key.association)}")


def _association(code: str) -> Association:
    found = Association.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"There is no association {code}.")
    return found
