"""`manage.py trail verify`: was anything in decisions, ledger or events changed, left out or put in afterwards?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portfolio.models import DecisionDocument
from portfolio.selectors.heads import TABLES, digest_up_to, head_of
from portfolio.services.decisions.trail import broken_links
from register.clock import now
from register.models import Register

MARK = "@"  # before the name of a table: no register has it in its code


class Command(BaseCommand):
    help = (
        "`trail heads` prints the last document of each register and the heads of ledger and events, to publish "
        "elsewhere; `trail verify` looks along every chain, with `--head` also against what was published."
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
        heads: dict[str, tuple[int, str]] = dict(_head(text) for text in options["head"])
        if options["what"] == "heads":
            self._print_heads(list(registers))
        else:
            self._verify(list(registers), heads)

    def _print_heads(self, registers: list[Register]) -> None:
        for register in registers:
            last = DecisionDocument.objects.filter(register=register).order_by("-number").first()
            if last is not None:
                self.stdout.write(f"{register.code}:{last.number}:{last.digest}")
        for name in TABLES:
            head = head_of(name, now=now())
            if head is not None:
                self.stdout.write(f"{MARK}{name}:{head.number}:{head.digest}")

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
        for name in TABLES:
            number, digest = heads.get(f"{MARK}{name}", (0, ""))
            if number and digest_up_to(name, number) != digest:
                broken += 1
                self.stderr.write(f"{name}: what was recorded up to {number} was changed or cut off since.")
            elif number:
                self.stdout.write(f"{name}: unchanged up to {number}")
        if broken:
            raise SystemExit(1)
        self.stdout.write("The trail holds.")


def _head(text: str) -> tuple[str, tuple[int, str]]:
    code, _, rest = text.partition(":")
    number, _, digest = rest.partition(":")
    if not code or not number.isdigit() or not digest:
        raise CommandError("Give a head as CODE:NUMBER:DIGEST, as `trail heads` prints it.")
    return code, (int(number), digest)
