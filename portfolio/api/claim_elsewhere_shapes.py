"""What one activity for several registers looks like on the wire."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from portfolio.api.shapes import REGISTRATION, OwnRegistration
from portfolio.services.claims.spreading import Elsewhere, There
from register.models import Registration
from register.scoping.inputs import UNPRINTABLE, Amount, Flag, Input, Line, Words, refuse

MOST_REGISTRATIONS = 20
MOST_ANSWERS, LONGEST_ANSWER = 40, 4000


class Answers(serializers.DictField):
    """Answers on a form by the name of the question: texts, whole numbers, true or false. The form checks the rest."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        values: dict[str, Any] = super().to_internal_value(data)
        if len(values) > MOST_ANSWERS:
            refuse("Dit zijn te veel antwoorden.", "These are too many answers.", "too-large")
        for name, value in values.items():
            if not self._fits(name) or not self._fits(value):
                refuse(
                    f"Geef teksten tot {LONGEST_ANSWER} tekens, hele getallen, true of false.",
                    f"Give texts of at most {LONGEST_ANSWER} characters, whole numbers, true or false.",
                    "invalid",
                )
        return values

    def _fits(self, value: Any) -> bool:
        if isinstance(value, str):
            return len(value) <= LONGEST_ANSWER and not UNPRINTABLE.search(value.replace("\n", " ").replace("\t", " "))
        return isinstance(value, bool) or (isinstance(value, int) and abs(value) < 10**15)


class AlsoForIn(Input):
    """Another registration of yours, and what is different there: all else is as you entered it.

    `quantity` is in the unit of the form there, and needed when that is another one. `answers` are those that only this
    register asks for.
    """

    example: Mapping[str, Any] = {"registration": REGISTRATION, "quantity": "2", "answers": {"manner": "intervision"}}

    registration = OwnRegistration(Registration, help_text="A registration of your own.")
    form = Line(required=False, max_length=60, help_text="The form there, if it is called otherwise.")
    quantity = Amount(required=False, positive=True)
    tags = Words(required=False)
    answers = Answers(required=False)


class ElsewhereIn(Input):
    """For which other registrations of yours the activity is entered as well; each register decides on its own.

    `everywhere` adds all of today in which there is a form of this code, in the same unit. What only those ask may
    stand among the answers: every register gets what it asks for.
    """

    example: Mapping[str, Any] = {"everywhere": True, "alsoFor": [AlsoForIn.example]}

    alsoFor = serializers.ListField(source="also_for", child=AlsoForIn(), required=False, max_length=MOST_REGISTRATIONS)
    everywhere = Flag(required=False)


def elsewhere_in(body: dict[str, Any]) -> Elsewhere:
    """What a body says about other registrations, taken out of it."""
    also_for = tuple(There(**there) for there in body.pop("also_for", ()))
    return Elsewhere(also_for=also_for, everywhere=body.pop("everywhere", False))
