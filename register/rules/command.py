"""What the `regulation` command does, as functions that return lines and whether all is well."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path as File

from register.rules.cases import Case, differences, load_cases
from register.rules.document import load_document, load_file
from register.rules.fact_refusals import FactInvalid
from register.rules.problems import RegulationInvalid, nearest_word
from register.rules.reference import schema_tables
from register.rules.regulation import Regulation
from register.rules.sentences import explain
from register.rules.shape import SCHEMA_FILE
from register.rules.shipped import NoRegulation, load_regulation, version_for, versions
from register.rules.standing_text import read_standing
from register.rules.starter import starter
from register.rules.yaml_source import as_yaml

STANDING_SCHEMA_FILE = SCHEMA_FILE.with_name("standing.schema.json")

Result = tuple[list[str], bool]
"""Lines to print, and whether everything was in order."""


def try_cases(files: Sequence[File], *, regulation_files: Sequence[File] = ()) -> Result:
    """Judge every case of every file: a line for each case that comes out otherwise, then `N passed, M failed`.

    One regulation judges every case; of several versions each case is judged by the one that holds for it.
    """
    lines: list[str] = []
    passed = failed = 0
    sound = True
    own: list[Regulation] = []
    for file in regulation_files:
        try:
            own.append(load_regulation(file))
        except (RegulationInvalid, OSError, UnicodeDecodeError) as error:
            return _file_problems(file, error), False
    for file in files:
        try:
            cases = load_cases(file)
            candidates = own or versions(cases.register)
        except (RegulationInvalid, NoRegulation, OSError, UnicodeDecodeError) as error:
            lines += _file_problems(file, error)
            sound = False
            continue
        for case in cases.cases:
            wrong = _try(case, candidates, chosen=own[0] if len(own) == 1 else None)
            passed, failed = (passed, failed + 1) if wrong else (passed + 1, failed)
            if wrong:
                lines.append(f"{case.id}: {'; '.join(wrong)}")
    return [*lines, f"{passed} passed, {failed} failed"], sound and not failed


def _try(case: Case, candidates: Sequence[Regulation], *, chosen: Regulation | None) -> list[str]:
    try:
        regulation = chosen or version_for(candidates, case.dossier, as_of=case.as_of)
        standing = regulation.evaluate(case.dossier, as_of=case.as_of)
    except (NoRegulation, FactInvalid) as error:
        return [str(error)]
    return [str(difference) for difference in differences(case, standing)]


def check_files(files: Iterable[File]) -> Result:
    """Every problem of every file, one a line, or that the file is in order; and versions that hold at once."""
    lines: list[str] = []
    sound = True
    read: list[tuple[File, Regulation]] = []
    for file in files:
        try:
            regulation = load_regulation(file)
        except (RegulationInvalid, OSError, UnicodeDecodeError) as error:
            lines += _file_problems(file, error)
            sound = False
            continue
        both = [str(other) for other, one in read if _hold_at_once(one, regulation)]
        sound = sound and not both
        lines += [f"{file}: holds at the same time as {other}; give the older one an `until`." for other in both]
        if not both:
            lines.append(f"{file}: in order, {regulation.digest}")
        read.append((file, regulation))
    return lines, sound


def _hold_at_once(one: Regulation, other: Regulation) -> bool:
    spans = sorted((each.parts.in_force for each in (one, other)), key=lambda span: span.start)
    return one.register == other.register and (spans[0].end is None or spans[0].end > spans[1].start)


def explain_file(file: File, *, language: str) -> Result:
    """The rules of the file as plain sentences."""
    try:
        return explain(load_file(file), language=language), True
    except (RegulationInvalid, OSError, UnicodeDecodeError) as error:
        return _file_problems(file, error), False


def explain_persons(file: File, cases_file: File, *, case_id: str | None, language: str) -> Result:
    """Where the persons of a case file stand under the rules of the file; one of them with `case_id`."""
    try:
        regulation = load_regulation(file)
    except (RegulationInvalid, OSError, UnicodeDecodeError) as error:
        return _file_problems(file, error), False
    try:
        cases = load_cases(cases_file).cases
    except (RegulationInvalid, OSError, UnicodeDecodeError) as error:
        return _file_problems(cases_file, error), False
    chosen = [case for case in cases if case_id in (None, case.id)]
    if not chosen:
        nearest = nearest_word(case_id, [case.id for case in cases])
        hint = f" Did you mean {nearest!r}?" if nearest else ""
        return [f"{cases_file}: there is no case {case_id!r}.{hint}"], False
    lines: list[str] = []
    sound = True
    for case in chosen:
        lines += ["", case.id] if lines else [case.id]
        try:
            standing = regulation.evaluate(case.dossier, as_of=case.as_of)
        except FactInvalid as error:
            lines.append(error.sentence(language))
            sound = False
        else:
            lines += read_standing(standing, language=language)
    return lines, sound


def whole_file(file: File) -> Result:
    """The regulation as one document, also when it amends another: the text that can be adopted."""
    try:
        return as_yaml(load_file(file)).splitlines(), True
    except (RegulationInvalid, OSError, UnicodeDecodeError) as error:
        return _file_problems(file, error), False


def reference(of: str) -> Result:
    """Every key of a regulation, or of a standing, as tables in Markdown."""
    file = SCHEMA_FILE if of == "regulation" else STANDING_SCHEMA_FILE
    return schema_tables(json.loads(file.read_text(encoding="utf-8"))), True


def write_starter(name: str, *, folder: File) -> Result:
    """Write a commented regulation to begin with; never over an existing file."""
    file = folder / f"{name}.yaml"
    try:
        text = starter(name)
        load_document(text)
        with file.open("x", encoding="utf-8") as target:
            target.write(text)
    except FileExistsError:
        return [f"{file} exists already."], False
    except (RegulationInvalid, OSError) as error:
        return _file_problems(file, error), False
    return [f"Wrote {file}. Check it with: regulation check {file}"], True


def _file_problems(file: File, error: Exception) -> list[str]:
    if isinstance(error, RegulationInvalid):
        return [f"{file}: {problem.sentence()}" for problem in error.problems]
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return [f"{file}: {reason}"]
