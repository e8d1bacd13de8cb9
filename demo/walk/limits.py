"""What others may not: outside one's own nothing exists, and a role is held to what it may do."""

from __future__ import annotations

from demo.walk.story import Step, Story
from demo.walk.visitor import Visitor, expect

NOBODY = "00000000-0000-4000-8000-000000000000"


def ask_as_stranger(story: Story) -> list[str]:
    address = f"/registrations/{story.registration['uuid']}"
    Visitor(story.base_url).get(address, status=401)
    professional = story.visitor("professional")
    foreign, missing = professional.get(address, status=404), professional.get(f"/registrations/{NOBODY}", status=404)
    expect(foreign == missing, expected=f"the answer to what does not exist: {missing}", got=foreign)
    for role in ("professional", "provider manager"):
        story.visitor(role).get(f"{address}/standing", status=404)
        story.visitor(role).get(f"{address}/ledger-entries", status=404)
    return [
        "who has not signed in: 401",
        "another professional, and the provider: 404, word for word as for what does not exist",
    ]


def ask_too_much(story: Story) -> list[str]:
    reader = story.visitor("reader")
    reader.get(f"/registrations/{story.registration['uuid']}")
    refused = reader.post(
        f"/registers/{story.register}/registrations",
        {
            "person": story.registration["person"]["uuid"],
            "number": f"W{story.mark}-2",
            "registeredOn": story.today.isoformat(),
        },
        status=403,
    )
    story.visitor("provider submitter").post(
        f"/courses/{story.course['uuid']}/editions",
        {"code": f"W{story.mark}-2", "startsOn": story.today.isoformat(), "endsOn": story.today.isoformat()},
        status=403,
    )
    return [
        f"a reader sees the registration and is refused to enter one: 403 {refused['code']}: {refused['detail']}",
        "a provider's submitter is refused to add an edition: 403",
    ]


LIMIT_STEPS = (
    Step("For a stranger the registration does not exist", ask_as_stranger),
    Step("Whoever may only read or report cannot do more", ask_too_much),
)
