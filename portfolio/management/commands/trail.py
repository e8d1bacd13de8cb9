"""`manage.py trail verify`: was anything in the documents of decisions changed, left out or put in afterwards?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portfolio.models import DecisionDocument
from portfolio.services.decisions.trail import broken_links
from register.models import Register


class Command(BaseCommand):
    help = (
        "`trail heads` prints the last document of each register, to publish elsewhere; `trail verify` looks along "
        "every chain, with `--head CODE:NUMBER:DIGEST` also against what was published."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "heads"])
        parser.add_argument("--register", metavar="CODE", help="only this register")
        parser.add_argument("--head", action="append", default=[], metavar="CODE:NUMBER:DIGEST", help="as published")

    def handle(self, *args: Any, **options: Any) -> None:
        registers = Register.objects.order_by("code")
        if options["register"]:
            registers = registers.filter(code=options["register"])
            if not registers:
                raise CommandError(f"There is no register {options['register']}.")
        heads = dict(_head(text) for text in options["head"])
        if options["what"] == "heads":
            self._print_heads(list(registers))
        else:
            self._verify(list(registers), heads)

    def _print_heads(self, registers: list[Register]) -> None:
        for register in registers:
            last = DecisionDocument.objects.filter(register=register).order_by("-number").first()
            if last is not None:
                self.stdout.write(f"{register.code}:{last.number}:{last.digest}")

    def _verify(self, registers: list[Register], heads: dict[str, tuple[int, str]]) -> None:
        broken = 0
        for register in registers:
            found = list(broken_links(register, head=heads.get(register.code)))
            broken += len(found)
            for one in found:
                self.stderr.write(f"{one.register}: {one.en}")
            count = DecisionDocument.objects.filter(register=register).count()
            if count or found:
                self.stdout.write(f"{register.code}: {count} documents, {len(found)} broken")
        if broken:
            raise SystemExit(1)
        self.stdout.write("The trail holds.")


def _head(text: str) -> tuple[str, tuple[int, str]]:
    code, _, rest = text.partition(":")
    number, _, digest = rest.partition(":")
    if not code or not number.isdigit() or not digest:
        raise CommandError("Give a head as CODE:NUMBER:DIGEST, as `trail heads` prints it.")
    return code, (int(number), digest)
