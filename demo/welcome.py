"""What `make demo` says when everything runs: where to look, how to sign in, and five things to try."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

ACCESS = Path(".demo/access.json")
WIDTH = 20


def text(base_url: str, mail_url: str, access: Path = ACCESS) -> str:
    """The welcome. `access` is the file in which `demo.population` keeps the accounts and the machine's secret."""
    known = json.loads(access.read_text(encoding="utf-8"))
    accounts = "\n".join(f"    {role:{WIDTH}} {email}" for role, email in known["accounts"].items())
    things = "\n\n".join(
        f"  {n}. {title}\n{line}" for n, (title, line) in enumerate(tries(base_url, mail_url, access), 1)
    )
    return f"""
Leerregister runs. Everything in it is made up, and it listens on this machine alone.

  The API            {base_url}/api/v1/
  Its documentation  {base_url}/api/v1/docs
  The admin          {base_url}/admin/
  Mail it sends      {mail_url}

Sign in at {base_url}/accounts/login/ with the password {known["password"]} as

{accounts}

The associations are made up; the rules are those of real registers, as each regulation's text says. The staff is of
{known["association"]} and of the provider {known["provider"]["name"]}.

Five things to try: paste them one after the other into another terminal.

{things}

Ctrl-C stops everything. The next start goes on with the same data; `make demo-reset` begins anew.
"""


def tries(base_url: str, mail_url: str, access: Path = ACCESS) -> list[tuple[str, str]]:
    """Five commands for a shell with curl: a title and the line."""
    known = json.loads(access.read_text(encoding="utf-8"))
    api, machine = f"{base_url}/api/v1", known["machine"]
    jar = shlex.quote(str(access.resolve().with_name("cookies.txt")))
    login = f"{base_url}/accounts/login/"
    secret = shlex.quote(f"client_secret={machine['client_secret']}")
    rows = shlex.quote("\\n".join([*known["list"], ""]))
    mine = known["registrations"][0]["uuid"]
    return [
        (
            "A provider's system gets a token and sends who attended: five rows, three of them wrong",
            f"TOKEN=$(curl -s {base_url}/oauth/token -d grant_type=client_credentials"
            f" -d client_id={machine['client_id']} --data-urlencode {secret} -d scope=attendance:write"
            f' | sed \'s/.*"access_token": *"\\([^"]*\\)".*/\\1/\');'
            f" ANSWER=$(printf {rows} | curl -s -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: text/csv'"
            f' --data-binary @- {api}/attendance-batches); echo "$ANSWER"',
        ),
        (
            "Its report, row by row, once a worker has booked the list (a second or so)",
            'ROWS=$(echo "$ANSWER" | sed \'s/.*"rows": *"\\([^"]*\\)".*/\\1/\');'
            " curl -s -H \"Authorization: Bearer $TOKEN\" -H 'Accept: text/csv' -H 'Accept-Language: en' \"$ROWS\"",
        ),
        (
            "A professional signs in, and sees what is in the ledger",
            f"curl -s -c {jar} -o /dev/null {login};"
            f" curl -s -b {jar} -c {jar} -o /dev/null -d login={known['accounts']['professional']}"
            f" -d password={known['password']} -d csrfmiddlewaretoken=$(awk '/csrftoken/ {{print $7}}' {jar}) {login};"
            f" curl -s -b {jar} '{api}/registrations/{mine}/ledger-entries?pageSize=3'",
        ),
        (
            "Where that professional stands: every requirement and every fact explained",
            f"curl -s -b {jar} {api}/registrations/{mine}/standing",
        ),
        (
            "The reminders that were sent: who is short of what",
            f"curl -s {mail_url}/messages.json",
        ),
    ]
