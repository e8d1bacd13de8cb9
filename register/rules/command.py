"""What the `regulation` command does, as functions that return lines and whether all is well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path as File

from register.rules.cases import Case, differences, load_cases
from register.rules.document import load_document
from register.rules.facts import FactInvalid
from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation
from register.rules.sentences import explain
from register.rules.shipped import NoRegulation, load_regulation, version_for, versions
from register.rules.starter import starter

Result = tuple[list[str], bool]
"""Lines to print, and whether everything was in order."""


def try_cases(files: Sequence[File], *, regulation_file: File | None = None) -> Result:
    """Judge every case of every file: a line for each case that comes out otherwise, then `N passed, M failed`."""
    lines: list[str] = []
    passed = failed = 0
    sound = True
    own: Regulation | None = None
    if regulation_file is not None:
        try:
            own = load_regulation(regulation_file)
        except (RegulationInvalid, OSError, UnicodeDecodeError) as error:
            return _file_problems(regulation_file, error), False
    for file in files:
        try:
            cases = load_cases(file)
            candidates = (own,) if own else versions(cases.register)
        except (RegulationInvalid, NoRegulation, OSError, UnicodeDecodeError) as error:
            lines += _file_problems(file, error)
            sound = False
            continue
        for case in cases.cases:
            wrong = _try(case, candidates, chosen=own)
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
    """Every problem of every file, one a line, or that the file is in order."""
    lines: list[str] = []
    sound = True
    for file in files:
        try:
            regulation = load_regulation(file)
        except (RegulationInvalid, OSError, UnicodeDecodeError) as error:
            lines += _file_problems(file, error)
            sound = False
        else:
            lines.append(f"{file}: in order, {regulation.digest}")
    return lines, sound


def explain_file(file: File, *, language: str) -> Result:
    """The rules of the file as plain sentences."""
    try:
        return explain(load_document(file.read_text(encoding="utf-8")), language=language), True
    except (RegulationInvalid, OSError, UnicodeDecodeError) as error:
        return _file_problems(file, error), False


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
