"""Who sends random requests, what they may find, and how schemathesis is told of both."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.population.accounts import SHOWN
from demo.population.registers import REGISTERS
from demo.walk.visitor import Visitor

ELSEWHERE = next(one for one in REGISTERS if one.domain != SHOWN.domain)
NEIGHBOUR = "neighbour"  # as the server's log knows whoever asks for what belongs to somebody else
KEPT_BY_CODE = ("/registers", "/public-registers")
OPEN = ("/public-registers", "/catalogue/courses", "/catalogue/editions")  # to anybody


@dataclass(frozen=True)
class Caller:
    """A kind of caller. The neighbour is of the same kind, and must get nothing that only the first may see."""

    name: str
    account: str | None = None  # an address, or the name the demo has for it
    neighbour: str | None = None
    scope: str | None = None


CALLERS = (
    Caller("anonymous"),
    Caller("professional", "professional", "professional@neighbour.example"),
    Caller("registrar", "registrar", f"registrar@{ELSEWHERE.domain}"),
    Caller("assessor", "assessor", f"assessor@{ELSEWHERE.domain}"),
    Caller("auditor", f"auditor@{SHOWN.domain}", f"auditor@{ELSEWHERE.domain}"),
    Caller("provider manager", "provider manager", "manager@neighbour.example"),
    Caller("machine", scope="attendance:write"),
)


def visit(url: str, access: dict[str, Any], caller: Caller, account: str | None) -> Visitor:
    """Signed in as this account, or with the token of the machine."""
    visitor = Visitor(url)
    if caller.scope:
        machine = access["machine"]
        visitor.bring_token(machine["client_id"], machine["client_secret"], caller.scope)
    elif account:
        visitor.sign_in(access["accounts"].get(account, account), access["password"])
    return visitor


def headers_of(visitor: Visitor, *, name: str) -> dict[str, str]:
    session = visitor._session
    headers = {"Accept-Language": "en", "User-Agent": name}
    if "Authorization" in session.headers:
        headers["Authorization"] = str(session.headers["Authorization"])
    if session.cookies:
        headers["Cookie"] = "; ".join(f"{cookie}={value}" for cookie, value in session.cookies.items())
        headers["X-CSRFToken"] = session.cookies["csrftoken"]
    return headers


def things_of(visitor: Visitor) -> dict[str, list[str]]:
    """What the caller's own collections hold: an address with such an id leads somewhere, with a random one never."""
    found = {}
    index = visitor._session.get(visitor._address("/"), timeout=60)
    addresses = index.json().values() if index.ok else [visitor._address(path) for path in OPEN]
    for address in addresses:
        path = address.partition("/api/v1")[2]
        answer = visitor._session.get(address, params={"pageSize": 20}, timeout=60)
        rows = answer.json().get("results", []) if answer.ok and "json" in answer.headers["Content-Type"] else []
        key = "code" if path in KEPT_BY_CODE else "uuid"
        if ids := [row[key] for row in rows if isinstance(row, dict) and key in row]:
            found[path] = ids
    return found


def write_settings(
    folder: Path, things: dict[str, list[str]], *, fixed: bool, headers: dict[str, dict[str, str]]
) -> Path:
    """A settings file: the ids of addresses, one or several of each kind, and who calls, with their neighbour."""
    entries = [
        {"name": name, "fixedHeaders": [{"name": key, "value": value} for key, value in given.items()]}
        for name, given in headers.items()
    ]
    callers = folder / "callers.json"
    callers.write_text(json.dumps({"schema_version": "0.2.0", "auth": entries}))
    lines = ["[auth.wfc]", f"path = {json.dumps(str(callers))}", f"user = {json.dumps(next(iter(headers)))}"]
    if len(headers) > 1:
        lines.append(f"peers = {json.dumps(list(headers))}")
    for path, ids in things.items():
        name, key = path.strip("/").replace("/", "-"), "code" if path in KEPT_BY_CODE else "uuid"
        value = json.dumps(ids[0]) if fixed else f'{{ dictionary = "{name}", probability = 0.8 }}'
        if not fixed:
            lines += [f"[dictionaries.{name}]", f"values = {json.dumps(ids)}"]
        lines += ["[[operations]]", f"include-path-regex = '^{path}/\\{{{key}\\}}'"]
        lines += [f'parameters = {{ "path.{key}" = {value} }}']
    settings = folder / "schemathesis.toml"
    settings.write_text("\n".join([*lines, ""]))
    return settings
