"""One course, seen by three: a provider reports it, a professional reads what it counted for, the office decides.

Uses the generated client for each call. What it needs to know comes in as JSON, what it found goes out as JSON.
"""

import datetime
import json
import sys
import time
from typing import Any, TypeVar
from uuid import UUID

import httpx
from leerregister_client import AuthenticatedClient
from leerregister_client.api.attendance_batches import (
    attendance_batches_create,
    attendance_batches_retrieve,
    attendance_batches_rows_list,
)
from leerregister_client.api.claims import claims_create, claims_decisions_create
from leerregister_client.api.registrations import registrations_ledger_entries_list, registrations_standing_retrieve
from leerregister_client.models import (
    AttendanceBatch,
    AttendanceListRequest,
    AttendanceListRequestRowsItem,
    Claim,
    ClaimRequest,
    ClaimRequestAnswers,
    DecisionRequest,
    PaginatedAttendanceRowList,
    PaginatedLedgerEntryList,
    Problem,
    ServedStanding,
)

T = TypeVar("T")
Known = dict[str, Any]
PATIENCE = httpx.Timeout(30)


def given(answer: object, kind: type[T]) -> T:
    """What was asked for; a problem ends the journey in its own words."""
    if isinstance(answer, kind):
        return answer
    if isinstance(answer, Problem):
        raise SystemExit(f"{answer.status} {answer.code}: {answer.detail}")
    raise SystemExit("The answer is not in the description.")


def machine(known: Known) -> AuthenticatedClient:
    """By client credentials: a token for what this system may do."""
    form = {"grant_type": "client_credentials", "scope": "attendance:write"}
    credentials = (known["clientId"], known["clientSecret"])
    answer = httpx.post(f"{known['url']}/oauth/token", data=form, auth=credentials, timeout=PATIENCE)
    token = answer.raise_for_status().json()["access_token"]
    return AuthenticatedClient(base_url=f"{known['url']}/api/v1", token=token, timeout=PATIENCE)


def person(known: Known, cookies: dict[str, str]) -> AuthenticatedClient:
    """In the session of somebody who signed in by the page: the CSRF token stands where a machine's token would."""
    return AuthenticatedClient(
        base_url=f"{known['url']}/api/v1",
        cookies=cookies,
        token=cookies["csrftoken"],
        prefix="",
        auth_header_name="X-CSRFToken",
        timeout=PATIENCE,
    )


def report(client: AuthenticatedClient, known: Known) -> str:
    """Send the list, wait until it is booked, read what became of its row."""
    row = AttendanceListRequestRowsItem(
        registration_number=known["number"], edition=known["edition"], attended_on=known["day"]
    )
    sent = attendance_batches_create.sync(client=client, body=AttendanceListRequest(rows=[row]))
    batch = given(sent, AttendanceBatch)
    end = time.monotonic() + 60
    while batch.state != "DONE":
        if time.monotonic() > end:
            raise SystemExit(f"The list is still {batch.state}.")
        time.sleep(0.1)
        batch = given(attendance_batches_retrieve.sync(batch.uuid, client=client), AttendanceBatch)
    (judged,) = given(attendance_batches_rows_list.sync(batch.uuid, client=client), PaginatedAttendanceRowList).results
    return judged.verdict


def explanation(client: AuthenticatedClient, registration: UUID, edition: str) -> dict[str, str]:
    """What the course counted for, and how the requirement that it counted toward puts it."""
    ledger = given(registrations_ledger_entries_list.sync(registration, client=client), PaginatedLedgerEntryList)
    (entry,) = [entry for entry in ledger.results if entry.edition == edition]
    standing = given(registrations_standing_retrieve.sync(registration, client=client), ServedStanding)
    (fact,) = [fact for fact in standing.facts if fact.id == entry.uuid]
    toward = {one.requirement for one in fact.toward}
    requirement = next(one for one in standing.requirements if one.code in toward)
    return {"counted": fact.counted, "explanation": requirement.explanation.en, "article": requirement.article}


def claim(client: AuthenticatedClient, registration: UUID, day: str) -> UUID:
    """Ask to have three hours of one's own counted, on a form of the register."""
    answers = ClaimRequestAnswers()
    answers["about"] = "Pressure ulcers in the elderly"
    body = ClaimRequest(
        registration=registration,
        category="oda",
        title="Peer review",
        performed_on=datetime.date.fromisoformat(day),
        quantity="3",
        unit="hour",
        form="other-development",
        answers=answers,
    )
    return given(claims_create.sync(client=client, body=body), Claim).uuid


def main(known: Known) -> dict[str, Any]:
    registration = UUID(known["registration"])
    with machine(known) as provider:
        verdict = report(provider, known)
    with person(known, known["professional"]) as professional:
        explained = explanation(professional, registration, known["edition"])
        claimed = claim(professional, registration, known["day"])
    with person(known, known["office"]) as office:
        answer = claims_decisions_create.sync(claimed, client=office, body=DecisionRequest(granted=True))
        decided = given(answer, Claim)
    return {"verdict": verdict, **explained, "claim": str(claimed), "state": decided.state}


if __name__ == "__main__":
    print(json.dumps(main(json.load(sys.stdin))))
