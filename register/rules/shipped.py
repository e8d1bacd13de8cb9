"""The regulations that come with the product, and the choice of the version that judges a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path as File

from register.rules.document import load_file
from register.rules.facts import Dossier
from register.rules.regulation import Regulation

FOLDER = File(__file__).parent.parent / "regulations"


class NoRegulation(LookupError):
    """No regulation is known for the register, or none of its versions holds for the dossier."""

    code = "no-regulation"


def registers() -> tuple[str, ...]:
    """The registers of which a regulation is shipped."""
    return tuple(sorted(folder.name for folder in FOLDER.iterdir() if any(folder.glob("*.yaml"))))


def load_regulation(file: File) -> Regulation:
    """Read and compile the regulation at this place. Raises RegulationInvalid."""
    return Regulation.from_document(load_file(file))


@cache
def versions(register: str) -> tuple[Regulation, ...]:
    """Every shipped version of a register's regulation, oldest first. Raises NoRegulation when there is none."""
    files = sorted((FOLDER / register).glob("*.yaml")) if register in registers() else []
    if not files:
        raise NoRegulation(f"No regulation is shipped for {register!r}. Known: {', '.join(registers())}.")
    return tuple(load_regulation(file) for file in files)


def version_for(candidates: Sequence[Regulation], dossier: Dossier, *, as_of: date) -> Regulation:
    """The version that, by its own applicability key, judges the dossier; the newest of them if there are several."""
    holding = [regulation for regulation in candidates if regulation.holds_for(dossier, as_of=as_of)]
    if not holding:
        raise NoRegulation(
            f"No version of {candidates[0].register!r} holds for a cycle that ends on {dossier.cycle.last_day}."
        )
    chosen = max(holding, key=lambda regulation: regulation.parts.in_force.start)
    return chosen.after(candidates)
