"""`manage.py regulation`: try, check, explain and begin regulations; reads files only, never the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from register.rules.command import (
    check_files,
    explain_file,
    explain_persons,
    reference,
    try_cases,
    whole_file,
    write_starter,
)


class Command(BaseCommand):
    help = "Try a regulation on worked cases, check it, explain it in plain sentences, or begin a new one."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(
            dest="action", required=True, metavar="{try,check,explain,whole,new,reference}"
        )
        trying = commands.add_parser("try", help="judge worked cases and show what comes out otherwise")
        trying.add_argument("cases", nargs="+", type=Path, metavar="CASES.yaml")
        trying.add_argument(
            "--regulation",
            nargs="+",
            default=(),
            type=Path,
            metavar="FILE.yaml",
            help="judge by this, or by its versions",
        )
        checking = commands.add_parser("check", help="show every problem in a regulation, with its line")
        checking.add_argument("files", nargs="+", type=Path, metavar="FILE")
        explaining = commands.add_parser("explain", help="say the rules in plain sentences")
        explaining.add_argument("file", type=Path, metavar="FILE")
        explaining.add_argument("--language", choices=("nl", "en"), default="nl")
        explaining.add_argument("--person", type=Path, metavar="CASES.yaml", help="say where these persons stand")
        explaining.add_argument("--case", metavar="ID", help="only the person of this case")
        whole = commands.add_parser("whole", help="write out a regulation that amends another as one document")
        whole.add_argument("file", type=Path, metavar="FILE")
        beginning = commands.add_parser("new", help="write a commented regulation to begin with")
        beginning.add_argument("name", metavar="NAME")
        beginning.add_argument("--folder", type=Path, default=Path())

        listing = commands.add_parser("reference", help="list every key of a regulation, or of a standing")
        listing.add_argument("of", nargs="?", choices=("regulation", "standing"), default="regulation")

    def handle(self, *args: Any, **options: Any) -> None:
        match options["action"]:
            case "try":
                lines, sound = try_cases(options["cases"], regulation_files=options["regulation"])
            case "check":
                lines, sound = check_files(options["files"])
            case "explain" if options["person"]:
                lines, sound = explain_persons(
                    options["file"], options["person"], case_id=options["case"], language=options["language"]
                )
            case "whole":
                lines, sound = whole_file(options["file"])
            case "reference":
                lines, sound = reference(options["of"])
            case "explain":
                lines, sound = explain_file(options["file"], language=options["language"])
            case _:
                lines, sound = write_starter(options["name"], folder=options["folder"])
        for line in lines:
            self.stdout.write(line)
        if not sound:
            raise SystemExit(1)
