"""What a standing looks like on the wire: described here for the schema, made by `register.rules.standing`."""

from rest_framework import serializers

from portfolio.catalogue.audit_cases import RESULTS
from register.scoping.inputs import Amount

FINDING = {
    "code": "accredited",
    "qualifier": None,
    "label": {"nl": "Waarvan geaccrediteerd", "en": "Of which accredited"},
    "article": "Herregistratie, geaccrediteerde punten",
    "unit": "point",
    "required": "80",
    "counted": "68",
    "carriedIn": "0",
    "carriedOut": "0",
    "short": "12",
    "met": False,
    "advisory": False,
    "window": {"from": "2022-03-01", "until": "2027-03-01"},
    "dueOn": "2027-02-28",
    "partOf": None,
    "explanation": {"nl": "Nog 12 van 80 punten nodig.", "en": "12 of 80 points are still needed."},
}


class Label(serializers.Serializer):
    """Words in both languages."""

    nl = serializers.CharField()
    en = serializers.CharField()


class Stretch(serializers.Serializer):
    """Days from `from` on; the day `until` is the first one out."""

    until = serializers.DateField()

    def get_fields(self) -> dict[str, serializers.Field]:
        return {"from": serializers.DateField()} | super().get_fields()


class StandingRegulation(serializers.Serializer):
    """The rules by which was judged."""

    register = serializers.CharField()
    inForceFrom = serializers.DateField()
    digest = serializers.CharField()


class StandingRequirement(serializers.Serializer):
    """One requirement: what was due, what counted, what is short, and why."""

    code = serializers.CharField()
    qualifier = serializers.CharField(allow_null=True)
    label = Label()  # type: ignore[assignment]  # DRF takes declared fields out of the class
    article = serializers.CharField()
    unit = serializers.CharField()
    required = Amount()  # type: ignore[assignment]
    counted = Amount()
    carriedIn = Amount()
    carriedOut = Amount()
    short = Amount()
    met = serializers.BooleanField()
    advisory = serializers.BooleanField(help_text="Says something, but nothing depends on it.")
    window = Stretch()
    dueOn = serializers.DateField(allow_null=True)
    partOf = serializers.CharField(allow_null=True)
    explanation = Label()


class Contribution(serializers.Serializer):
    """What a fact counted toward one requirement."""

    requirement = serializers.CharField()
    counted = Amount()


class FactCut(serializers.Serializer):
    """What did not count, and by which rule."""

    rule = serializers.CharField()
    amount = Amount()
    reason = serializers.CharField()
    label = Label()  # type: ignore[assignment]  # DRF takes declared fields out of the class
    article = serializers.CharField()


class StandingFact(serializers.Serializer):
    """What became of one ledger entry."""

    id = serializers.UUIDField(help_text="Of the ledger entry.")
    worth = Amount()
    counted = Amount()
    toward = Contribution(many=True)
    cuts = FactCut(many=True)
    reason = serializers.CharField(allow_null=True)


class StandingDeadline(serializers.Serializer):
    """The last day to do something."""

    kind = serializers.CharField()
    on = serializers.DateField()


class VerifiedOut(serializers.Serializer):
    """What was decided on an audit of the cycle, and on which day. It says nothing about what is met."""

    example = {"on": "2026-11-22", "result": "verified"}

    on = serializers.DateField()
    result = serializers.ChoiceField(
        choices=RESULTS,
        help_text="All was shown; corrected, which changes no outcome; or short, so that what was met is not.",
    )


class StandingOut(serializers.Serializer):
    """Where a registration stands in its running cycle, with the reason for every point."""

    example = {
        "schema": "standing/1",
        "regulation": {
            "register": "venvn",
            "inForceFrom": "2015-01-01",
            "digest": "sha256:0f4636c78f65d3639ece5a064b5ae753e3408614a14fb18ab4d7540d2c248543",
        },
        "asOf": "2026-11-22",
        "cycle": {"from": "2022-03-01", "until": "2027-03-01"},
        "window": {"from": "2022-03-01", "until": "2027-03-01"},
        "nextCycle": {"from": "2027-03-01", "until": "2032-03-01"},
        "unit": "point",
        "met": False,
        "outcome": "not-met",
        "requirements": [FINDING],
        "facts": [
            {
                "id": "f3a1b0c9-58cf-4a6b-8d4e-2a5b7f0d9e10",
                "worth": "6",
                "counted": "6",
                "toward": [{"requirement": "accredited", "counted": "6"}],
                "cuts": [],
                "reason": None,
            }
        ],
        "deadlines": [{"kind": "earn", "on": "2027-02-28"}],
        "projections": [],
        "ledgerPosition": 4711,
    }

    schema = serializers.CharField(help_text="Name and version of this form.")
    regulation = StandingRegulation()
    asOf = serializers.DateField()
    cycle = Stretch()
    window = Stretch()
    nextCycle = Stretch(allow_null=True)
    unit = serializers.CharField()
    met = serializers.BooleanField()
    outcome = serializers.CharField()
    requirements = StandingRequirement(many=True)
    facts = StandingFact(many=True)
    deadlines = StandingDeadline(many=True)
    projections = StandingRequirement(many=True)
    ledgerPosition = serializers.IntegerField(help_text="The last ledger entry that was read.")


class ServedStandingOut(StandingOut):
    """Where a registration stands in its running cycle, and, beside it, whether that was verified."""

    example = StandingOut.example | {"verified": None}

    verified = VerifiedOut(allow_null=True, help_text="Null: no audit of this cycle was decided.")
