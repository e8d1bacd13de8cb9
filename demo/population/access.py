"""What the examples need to work: the machine's secret and a few codes, in a file that only its owner may read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from accreditation.models import Provider
from demo.population.accounts import GROUP_CONTACT, OPERATOR, PASSWORD, PROFESSIONAL, SECOND_ASSESSOR, SHOWN
from demo.population.participants import accredited_editions
from portfolio.models import Connection
from portfolio.services.connections.changes import add_connection, number_of, request_activation
from register.clock import now, today
from register.models import Register, Registration, User
from register.selectors import actor_for
from register.services.machines import add_machine


def keep_access(path: Path) -> None:
    """Write the file, unless it is there. A secret cannot be read back, so a new file comes with a new machine."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(0o600)
    unfinished.write_text(json.dumps(_access(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    os.replace(unfinished, path)


def _access() -> dict[str, Any]:
    register = Register.objects.select_related("association").get(code=SHOWN.code)
    provider = Provider.objects.order_by("id").first()
    assert provider is not None
    registrations = Registration.objects.filter(person__user__email=PROFESSIONAL).order_by("id")
    manager = User.objects.get(email=f"manager@{provider.code}.example")
    machine = add_machine(
        name="Leersysteem (demo)",
        organisation=provider,
        scopes=["attendance:write"],
        actor=actor_for(manager, on=today()),
        today=today(),
        now=now(),
    )
    connection, key = _add_connection(register, provider)
    return {
        "password": PASSWORD,
        "accounts": {
            "operator": OPERATOR,
            **{
                role: f"{role}@{SHOWN.domain}"
                for role in ("administrator", "registrar", "assessor", "chair", "committee", "reader")
            },
            "second assessor": SECOND_ASSESSOR,
            "provider manager": f"manager@{provider.code}.example",
            "provider submitter": f"submitter@{provider.code}.example",
            "professional": PROFESSIONAL,
            "group contact": GROUP_CONTACT,
        },
        "machine": {"client_id": machine.client_id, "client_secret": machine.client_secret},
        "connection": {"number": connection.number, "key": key, "organisation": number_of(register.association).number},
        "register": register.code,
        "association": register.association.name,
        "provider": {"name": provider.name, "uuid": str(provider.uuid)},
        "registrations": [{"uuid": str(one.uuid), "number": one.number} for one in registrations],
        "list": _list_of(provider, register, [one.number for one in registrations]),
    }


def _add_connection(register: Register, provider: Provider) -> tuple[Connection, str]:
    """A learning system of the provider: it is in test mode, and asks the association to let it book."""
    manager = User.objects.get(email=f"manager@{provider.code}.example")
    doing: dict[str, Any] = {"actor": actor_for(manager, on=today()), "now": now()}
    association = register.association
    connection, key = add_connection(
        provider=provider,
        name="Leerplein (demo)",
        associations=[association],
        number=None,
        today=today(),
        **doing,
    )
    request_activation(connection=connection, association=association, **doing)
    return connection, key


def _list_of(provider: Provider, register: Register, numbers: list[str]) -> list[str]:
    """The lines of an attendance list that can be sent as an example: two good ones and three that are not."""
    edition = (
        accredited_editions(provider, register)
        .filter(ends_on__lt=today())
        .exclude(ledger_entries__person__registrations__number=numbers[0])
        .order_by("-ends_on", "id")
        .first()
    )
    assert edition is not None
    colleague = (
        Registration.objects.filter(register=register, ended_before=None, registered_on__lte=edition.starts_on)
        .exclude(person__ledger_entries__edition=edition)
        .exclude(number=numbers[0])
        .order_by("id")
        .first()
    )
    day = edition.ends_on.isoformat()
    other = colleague.number if colleague else numbers[0]
    return [
        "registration_number,edition,attended_on",
        f"{numbers[0]},{edition.code},{day}",
        f"{other},{edition.code},{day}",
        f"{numbers[0]},{edition.code},{day}",
        f"VZ00000000,{edition.code},{day}",
        f"{other},{edition.code},31-02-{edition.ends_on.year}",
    ]
