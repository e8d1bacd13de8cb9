"""Goes through the steps, says of each what came out, and stops at the first that goes wrong."""

from __future__ import annotations

import json
import time
from pathlib import Path

import requests

from demo.walk.accreditation import ACCREDITATION_STEPS
from demo.walk.attendance import ATTENDANCE_STEPS
from demo.walk.certificate import CERTIFICATE_STEPS
from demo.walk.course import COURSE_STEPS
from demo.walk.dossier import DOSSIER_STEPS
from demo.walk.limits import LIMIT_STEPS
from demo.walk.office import OFFICE_STEPS
from demo.walk.reminder import REMINDER_STEPS
from demo.walk.story import Step, Story
from demo.walk.visitor import Unexpected

STEPS: tuple[Step, ...] = (
    *OFFICE_STEPS,
    *COURSE_STEPS,
    *ACCREDITATION_STEPS,
    *ATTENDANCE_STEPS,
    *DOSSIER_STEPS,
    *CERTIFICATE_STEPS,
    *REMINDER_STEPS,
    *LIMIT_STEPS,
)
ACCESS = Path(".demo/access.json")


def walk(base_url: str, mail_url: str, access: Path = ACCESS) -> int:
    """Walk the main job against a running system. 0 when every step went well, 1 otherwise.

    `access` is the file in which `demo.population` keeps the accounts and the machine's secret.
    """
    began = time.monotonic()
    story = Story(base_url, mail_url, json.loads(access.read_text(encoding="utf-8")))
    for number, step in enumerate(STEPS, start=1):
        try:
            lines = step.take(story)
        except Unexpected as problem:
            return _stopped(number, step, problem.expected, problem.got)
        except (requests.RequestException, KeyError, IndexError, ValueError, TypeError) as error:
            return _stopped(number, step, "an answer of the agreed form", f"{type(error).__name__}: {error}")
        print(f"✔ {number:2}. {step.title}", flush=True)
        for line in lines:
            print(f"      {line}", flush=True)
    print(f"\n{len(STEPS)} steps, all as they should be, in {time.monotonic() - began:.0f} seconds.", flush=True)
    return 0


def _stopped(number: int, step: Step, expected: str, got: str) -> int:
    print(f"✘ {number:2}. {step.title}", flush=True)
    print(f"      expected: {expected}", flush=True)
    print(f"      got:      {got}", flush=True)
    print(f"\nStopped at step {number} of {len(STEPS)}: {step.title}.", flush=True)
    return 1
