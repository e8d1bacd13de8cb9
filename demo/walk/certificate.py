"""A certificate to take along: asked for by the professional, checked by somebody without an account."""

from __future__ import annotations

import json
from typing import Any

from demo.walk.story import Step, Story
from demo.walk.visitor import Visitor, expect


def ask_for_a_certificate(story: Story) -> list[str]:
    professional = story.visitor("professional")
    mine = story.access["registrations"][0]
    # Walked before, it is there already: the same fact gives the same certificate.
    had = professional.all("/credentials")
    asked = professional.post("/credentials", {"registration": mine["uuid"]}, status=200 if had else 201)
    document = professional.get(f"/credentials/{asked['uuid']}/contents")
    stranger = Visitor(story.base_url)
    verdict = stranger.post("/credential-verifications", {"credential": document}, status=200)
    expect(verdict["outcome"] == "VERIFIED", expected="a certificate that is genuine and holds", got=verdict)
    forged = document | {"name": "Professor"}
    refused = stranger.post("/credential-verifications", {"credential": forged}, status=200)
    expect(refused["outcome"] == "REFUSED", expected="a forged certificate to be refused", got=refused)
    holder = {"registrationNumber": mine["number"]}
    checked = stranger.post(f"/certificates/{asked['uuid']}/holder-checks", holder, status=200)
    expect(checked["matches"], expected="the holder to match", got=checked)
    return [
        f"“{asked['name']}”, issued by {document['issuer']['name']}: {asked['url']}",
        f"Open Badges 3.0, proof {document['proof']['cryptosuite']}; "
        f"{'no' if not _told(document, mine) else 'a'} number or name in it",
        f"a stranger: {verdict['explanation']} With another name on it: {refused['explanation']}",
    ]


def _told(document: dict[str, Any], registration: dict[str, Any]) -> bool:
    """Whether the document tells whose it is to who was not told."""
    return str(registration["number"]) in json.dumps(document)


CERTIFICATE_STEPS = (Step("A certificate is taken along, and checked by a stranger", ask_for_a_certificate),)
