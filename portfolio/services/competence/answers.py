"""Answers by competence: levels and words that fit a profile."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from portfolio.errors.competence import AnswersNotOfProfile
from register.errors import FieldProblem, NoCompetenceProfile
from register.models import CompetenceProfile, Register
from register.rules.competences.profile import Profile
from register.selectors import profile_in_force

Answers = dict[str, dict[str, str]]


def profile_on(register: Register, *, on: date) -> CompetenceProfile:
    """The profile of a register that is in force on a day. NoCompetenceProfile when there is none."""
    found = profile_in_force(register, on=on)
    if found is None:
        raise NoCompetenceProfile(
            nl=f"Register {register.code} heeft op {on} geen vastgesteld competentieprofiel.",
            en=f"Register {register.code} has no adopted competence profile on {on}.",
        )
    return found


def answers_of(given: Sequence[Mapping[str, Any]], *, profile: Profile, asked: Collection[str]) -> Answers:
    """By competence the level and words that were given. AnswersNotOfProfile names each that does not fit."""
    problems = []
    answers: Answers = {}
    for n, one in enumerate(given):
        code, level, said = one["competence"], one.get("level", ""), one.get("words", "")
        here = f"#/answers/{n}"
        if code not in asked:
            problems.append(_unknown(f"{here}/competence", "unknown-competence", code, asked))
        elif code in answers:
            problems.append(
                FieldProblem(f"{here}/competence", "twice", "Geef per competentie één antwoord.", "Answer each once.")
            )
        if level and level not in profile.levels:
            problems.append(_unknown(f"{here}/level", "unknown-level", level, profile.levels))
        if not level and not said:
            nl, en = "Geef een niveau of woorden.", "Give a level or words."
            problems.append(FieldProblem(f"{here}/level", "required", nl, en))
        answers[code] = {"level": level, "words": said}
    refuse(problems)
    return answers


def refuse_unknown(codes: Sequence[str], *, known: Collection[str], place: str) -> None:
    """AnswersNotOfProfile for each code that the profile does not have."""
    refuse([_unknown(f"{place}/{n}", "unknown-code", code, known) for n, code in enumerate(codes) if code not in known])


def refuse(problems: Sequence[FieldProblem]) -> None:
    if problems:
        raise AnswersNotOfProfile(
            nl="Dit past niet op het competentieprofiel. Herstel wat genoemd is.",
            en="This does not fit the competence profile. Mend what is named.",
            fields=tuple(problems),
        )


def _unknown(place: str, code: str, word: str, known: Collection[str]) -> FieldProblem:
    words = ", ".join(known)
    return FieldProblem(
        place,
        code,
        f"Het profiel kent {word!r} hier niet. Kies uit: {words}.",
        f"The profile does not have {word!r} here. Choose from: {words}.",
    )
