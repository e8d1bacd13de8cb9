"""The reminder that beat planned and a worker sent: to the right person, with what is missing, and once."""

from __future__ import annotations

from typing import Any

import requests

from demo.walk.jobs import next_planner_run
from demo.walk.story import Step, Story
from demo.walk.visitor import PATIENCE, expect, wait_for

MAIL_PATIENCE = 60


def receive_mail(story: Story) -> list[str]:
    mail = wait_for(
        lambda: next(iter(_mails(story)), None),
        expected=f"a mail to {story.email} in {story.mail_url}/messages.json",
        seconds=MAIL_PATIENCE,
    )
    amounts = [f"{short} points" for short in story.shorts]
    told = any(amount in mail["text"] for amount in amounts)
    expect(told, expected=f"a mail with what is short: {' or '.join(amounts)}", got=mail["text"])
    lines = [line for line in mail["text"].splitlines() if line.strip()]
    return [f"To {', '.join(mail['to'])}: {mail['subject']}", *(f"│ {line}" for line in lines)]


def stay_silent(story: Story) -> list[str]:
    run = next_planner_run(story)
    notices = story.visitor("registrar").all(f"/notices?registration={story.registration['uuid']}")
    mails = _mails(story)
    expect(len(notices) == len(mails) == 1, expected="one notice, one mail", got=f"{len(notices)}, {len(mails)}")
    notice = notices[0]
    return [
        f"the planner ran again at {run['startedAt']} and planned {run['rows']} notices",
        f"for this person there is one mail and one notice: {notice['milestone']}, {notice['state']}",
    ]


def _mails(story: Story) -> list[dict[str, Any]]:
    answer = requests.get(f"{story.mail_url}/messages.json", timeout=PATIENCE)
    expect(answer.status_code == 200, expected="200 from the mail catcher", got=answer.status_code)
    return [mail for mail in answer.json() if story.email in mail["to"]]


REMINDER_STEPS = (
    Step("The reminder that falls due today reaches the person, once planned and sent", receive_mail),
    Step("The next runs of the planner send nothing more", stay_silent),
)
