"""The six registers of the demo and the associations that keep them. The associations are made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_DNS, uuid5

from django.conf import settings

from register.models import Association, Register, Regulation, User
from register.selectors import actor_for
from register.services.regulations import adopt_regulation, propose_regulation

NAMESPACE = uuid5(NAMESPACE_DNS, "demo.leerregister.example")


@dataclass(frozen=True, slots=True)
class DemoRegister:
    """`share` is the part of the people whose first register this is; `letters` begin its registration numbers."""

    code: str
    name: str
    association_code: str
    association: str
    letters: str
    share: float
    english: float = 0.02

    @property
    def domain(self) -> str:
        return f"{self.association_code}.example"


REGISTERS = (
    DemoRegister(
        "venvn",
        "Register verpleegkundigen en verzorgenden",
        "vakbekwaam-zorg",
        "Vereniging Vakbekwaam in de Zorg",
        "VZ",
        0.38,
    ),
    DemoRegister(
        "skj-professional",
        "Register jeugd- en gezinsprofessionals",
        "vakregister-jeugd",
        "Stichting Vakregister Jeugd",
        "JG",
        0.21,
    ),
    DemoRegister(
        "gdc",
        "Register of dental professionals",
        "dental-registration",
        "Society for Dental Registration",
        "DT",
        0.13,
        english=0.6,
    ),
    DemoRegister(
        "leerregister-klantmanagers",
        "Leerregister klantmanagers",
        "vak-klantmanagement",
        "Vakvereniging Klantmanagement",
        "KM",
        0.11,
    ),
    DemoRegister("mfn", "Register mediators", "registermediation", "Vereniging Registermediation", "ME", 0.09),
    DemoRegister("nova", "Opleidingsregister advocaten", "opleiding-balie", "Vereniging Opleiding Balie", "AD", 0.08),
)
BY_CODE = {register.code: register for register in REGISTERS}

# Who stands on one register and might stand on another: the chance, and which other.
SECOND: dict[str, tuple[float, str]] = {
    "venvn": (0.08, "skj-professional"),
    "skj-professional": (0.10, "leerregister-klantmanagers"),
    "gdc": (0.04, "venvn"),
    "leerregister-klantmanagers": (0.12, "mfn"),
    "mfn": (0.25, "nova"),
    "nova": (0.18, "mfn"),
}


def register_uuid(code: str) -> str:
    """The demo's own registers are known by this, whatever is called the same elsewhere."""
    return str(uuid5(NAMESPACE, f"register/{code}"))


def add_registers() -> dict[str, Register]:
    made = {}
    for one in REGISTERS:
        association = Association.objects.create(
            uuid=uuid5(NAMESPACE, f"association/{one.code}"), code=one.association_code, name=one.association
        )
        made[one.code] = Register.objects.create(
            uuid=register_uuid(one.code), association=association, code=one.code, name=one.name
        )
    return made


def adopt_regulations(registers: dict[str, Register], officers: dict[str, tuple[User, User]], now: datetime) -> None:
    """The shipped text of each register, proposed by one officer and adopted by another, as the house demands."""
    for code, register in registers.items():
        proposer, adopter = (actor_for(user, on=now.date()) for user in officers[code])
        for path in shipped_texts(code):
            draft = propose_regulation(
                register=register, source=path.read_text(encoding="utf-8"), proposed_by=proposer, now=now
            )
            Regulation.objects.filter(pk=draft.pk).update(uuid=uuid5(NAMESPACE, f"regulation/{code}/{path.stem}"))
            adopt_regulation(regulation=draft, adopted_by=adopter, now=now)


def shipped_texts(code: str) -> list[Path]:
    """The regulation files of a register, oldest first."""
    found = sorted((settings.BASE_DIR / "register" / "regulations" / code).glob("*.yaml"))
    if not found:
        raise SystemExit(f"There is no regulation for {code} in register/regulations.")
    return found
