"""The matrix of permissions as a page to read: `python -m tests.api.permission_table > docs/permissions.md`."""

import os
import re
from collections import Counter
from collections.abc import Iterator

import django

HEAD = """# Who gets what

Every address of the API, its methods, and what each role gets. Made from the matrix that the tests run, each role at
each address: `python -m tests.api.permission_table > docs/permissions.md`. They fail for an address that is not in it.

**Does**: 200, 201 or 202. **Refused**: 403, the row is there and the role does not allow it. Everybody else gets 404,
the same answer as for a row that never was. Who has not signed in gets nothing (401), except where it says *everybody*.
An address with several rows answers by the state they are in; the name of the row is between brackets.

| of this tenant | of another |
| --- | --- |
| member, the professional whose dossier it is | stranger, another professional |
| manager, submitter and machine, of the provider whose course it is | rival, manager of another provider |
| registrar, assessor, chair, committee, reader, administrator, of the association | the same after `other_` |
| records_machine, of that association, reading only; auditor, of the audits there are | other_registrar |
| employer_manager, of an employer to whom the professional shares a part | rival |

"""


def _groups(line) -> tuple[list[str], list[str], list[tuple[str, int]]]:
    from tests.api.permission_matrix import ROLES

    statuses = {role: line.status_for(role) for role in ROLES}
    done = [role for role, status in statuses.items() if status < 400]
    refused = [role for role, status in statuses.items() if status == 403]
    otherwise = [(role, status) for role, status in statuses.items() if status >= 400 and status not in (403, 404)]
    return done, refused, otherwise


def _named(roles: list[str]) -> str:
    from tests.api.permission_matrix import ROLES

    if len(roles) == len(ROLES):
        return "every role"
    others = [role for role in ROLES if role not in roles]
    return f"every role but {', '.join(others)}" if 0 < len(others) < 6 else ", ".join(roles)


def rows() -> Iterator[str]:
    from config.urls import api
    from tests.api.permission_matrix import MATRIX

    paths = dict(_paths(api))
    asked = Counter((line.method, line.route) for line in MATRIX)
    for line in sorted(MATRIX, key=lambda line: (paths[line.route], line.method, line.of)):
        done, refused, otherwise = _groups(line)
        who = "*everybody*" if line.public or line.open else _named(done)
        more = "".join(f"; {status}: {role}" for role, status in otherwise)
        row = f" ({line.of.replace('_', ' ')})" if asked[line.method, line.route] > 1 else ""
        yield f"| {line.method} | `/{paths[line.route]}`{row} | {who} | {_named(refused)}{more} |"


def _paths(patterns, before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        here = before + re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern))
        if hasattr(pattern, "url_patterns"):
            yield from _paths(pattern.url_patterns, here)
        else:
            yield pattern.name, here


def page() -> str:
    """The whole page."""
    return HEAD + "| | address | does | refused |\n| --- | --- | --- | --- |\n" + "\n".join(rows()) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(page(), end="")
