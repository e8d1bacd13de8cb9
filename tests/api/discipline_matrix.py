"""Who gets what of orders of a disciplinary body: as in `provider_matrix`. Who reads dossiers does not read these."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.claim_matrix import EVERYONE
from tests.factories.files import GOOD_PDF

ENTERED_BY = {201: "registrar", 403: "member assessor chair committee reader administrator records_machine", 404: "*"}
SEEN = {200: "member registrar committee", 404: "*"}

DISCIPLINE: tuple[tuple[Any, ...], ...] = (
    ("GET", "disciplinary-orders", EVERYONE),
    ("POST", "registration-disciplinary-orders", ENTERED_BY, "registration", "disciplinary order"),
    ("GET", "disciplinary-order", SEEN, "disciplinary_order"),
    ("GET", "disciplinary-order-documents", SEEN, "disciplinary_order"),
)


def discipline_bodies() -> dict[str, Any]:
    return {
        "disciplinary order": {
            "file": SimpleUploadedFile("uitspraak.pdf", GOOD_PDF),
            "measure": "SUSPENSION",
            "body": "Regionaal Tuchtcollege",
            "reference": "A2026/4711",
            "ruledOn": "2026-11-01",
            "startsOn": "2026-12-01",
            "reasons": "Schorsing bij uitspraak van 1 november 2026.",
        }
    }
