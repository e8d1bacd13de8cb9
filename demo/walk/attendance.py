"""The provider's system sends who attended; each row is judged, good ones are booked, and once."""

from __future__ import annotations

from typing import Any

from demo.walk.story import Step, Story
from demo.walk.visitor import Unexpected, expect, wait_for

VERDICTS = ["BOOKED", "BOOKED", "duplicate-in-file", "number-unknown", "date-unreadable"]
BOOKING_PATIENCE = 40
FINISHED = ("DONE", "PARKED")


def send_list(story: Story) -> list[str]:
    machine = story.machine()
    credentials = story.access["machine"]
    seconds = machine.bring_token(credentials["client_id"], credentials["client_secret"], "attendance:write")
    new, known = story.registration["number"], story.access["registrations"][0]["number"]
    edition, day = story.edition["code"], story.edition["endsOn"]
    rows = [
        "registration_number,edition,attended_on",
        f"{new},{edition},{day}",
        f"{known},{edition},{day}",
        f"{new},{edition},{day}",
        f"X{story.mark},{edition},{day}",
        f"{new},{edition},31-02-{story.today.year}",
    ]
    story.content = "\n".join(rows) + "\n"
    answer = machine.send_list(story.content)
    expect(answer.status_code == 202, expected="202 for a new list", got=f"{answer.status_code}: {answer.text[:300]}")
    story.batch = answer.json()
    return [
        f"a token for attendance:write, good for {seconds} seconds",
        f"{len(rows) - 1} rows received, 202, state {story.batch['state']}",
    ]


def book_list(story: Story) -> list[str]:
    story.batch = wait_for(
        lambda: _finished(story),
        expected="a list that a worker has finished",
        seconds=BOOKING_PATIENCE,
    )
    counts = story.batch["counts"]
    expect(story.batch["state"] == "DONE", expected="state DONE", got=story.batch["state"])
    expect((counts["booked"], counts["refused"]) == (2, 3), expected="2 rows booked, 3 refused", got=counts)
    return [f"{counts['booked']} booked, {counts['known']} known before, {counts['refused']} refused"]


def _finished(story: Story) -> dict[str, Any] | None:
    batch: dict[str, Any] = story.machine().get(f"/attendance-batches/{story.batch['uuid']}")
    return batch if batch["state"] in FINISHED else None


def read_report(story: Story) -> list[str]:
    rows = story.machine().all(f"/attendance-batches/{story.batch['uuid']}/rows")
    verdicts = [row["verdict"] for row in rows]
    expect(verdicts == VERDICTS, expected=f"the verdicts {VERDICTS}", got=verdicts)
    return [f"line {row['line']}: {row['verdict']:18} {row['message']} {row['remedy']}".rstrip() for row in rows]


def send_again(story: Story) -> list[str]:
    before = _entries(story)
    answer = story.machine().send_list(story.content)
    if answer.status_code != 200:
        raise Unexpected(expected="200 for a list that is known", got=f"{answer.status_code}: {answer.text[:300]}")
    same = answer.json()["uuid"] == story.batch["uuid"]
    expect(same, expected=f"the first report, {story.batch['uuid']}", got=answer.json()["uuid"])
    after = _entries(story)
    expect(len(after) == len(before) == 1, expected="one entry, as before", got=f"{len(before)}, then {len(after)}")
    return ["200 with the first report; the ledger has one entry, as before"]


def read_ledger(story: Story) -> list[str]:
    (entry,) = _entries(story)
    expect(entry["validation"] == "PROVIDER_REPORTED", expected="reported by the provider", got=entry["validation"])
    return [f"{entry['effectiveOn']}: {entry['kind']}, {entry['validation']}, recorded at {entry['recordedAt']}"]


def _entries(story: Story) -> list[dict[str, Any]]:
    return story.visitor("registrar").all(f"/registrations/{story.registration['uuid']}/ledger-entries")


ATTENDANCE_STEPS = (
    Step("The provider's system sends an attendance list with good and bad rows", send_list),
    Step("A worker books it", book_list),
    Step("The provider reads the report, row by row", read_report),
    Step("The same file again changes nothing", send_again),
    Step("The attendance is in the ledger", read_ledger),
)
