"""Peer groups somebody is in and the sessions they were at, visits to them, and visits they made."""

from django.db.models import Q

from portfolio.models import PeerSessionFact, PeerVisitUse
from portfolio.selectors.parts.part import Kept, Part, Table

COUNTING = PeerSessionFact.objects.exclude(entry=None)
VISITS_COUNTING = PeerVisitUse.objects.exclude(entry=None).values("visit")

PARTS = (
    Part(
        key="peer-groups",
        nl="Intervisiegroepen en bijeenkomsten",
        en="Peer groups and sessions",
        tables=(
            Table(
                name="memberships",
                model="portfolio.PeerMembership",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "group": "group__uuid",
                    "groupName": "group__name",
                    "isChair": "is_chair",
                    "state": "state",
                    "invitedOn": "invited_on",
                    "joinedOn": "joined_on",
                    "leftOn": "left_on",
                },
                on="invited_on",
            ),
            Table(
                name="sessions",
                model="portfolio.PeerPresence",
                owner="person",
                fields={
                    "session": "session__uuid",
                    "group": "session__group__uuid",
                    "heldOn": "session__held_on",
                    "minutes": "session__minutes",
                    "online": "session__online",
                    "subject": "session__subject",
                    "report": "session__report",
                    "sessionState": "session__state",
                    "state": "state",
                },
                on="session__held_on",
                kept=Kept("evidence", rows=Q(pk__in=COUNTING.values("presence"))),
            ),
            Table(
                name="facts",
                model="portfolio.PeerSessionFact",
                owner="presence__person",
                fields={
                    "session": "presence__session__uuid",
                    "registration": "registration__uuid",
                    "entry": "entry__uuid",
                },
                on="presence__session__held_on",
                kept=Kept("evidence", rows=Q(entry__isnull=False)),
            ),
        ),
        private=True,
    ),
    Part(
        key="peer-visits",
        nl="Visitaties",
        en="Peer visits",
        tables=(
            Table(
                name="visits",
                model="portfolio.PeerVisit",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "subject": "subject",
                    "plannedFor": "planned_for",
                    "heldOn": "held_on",
                    "report": "report",
                    "outcome": "outcome",
                    "view": "view",
                    "state": "state",
                    "reason": "reason",
                    "plannedOn": "planned_on",
                },
                on="planned_for",
                kept=Kept("evidence", rows=Q(pk__in=VISITS_COUNTING)),
            ),
            Table(
                name="consequences",
                model="portfolio.PeerVisitConsequence",
                owner="visit__person",
                fields={"visit": "visit__uuid", "place": "place", "title": "title", "dueOn": "due_on"},
                on="visit__planned_for",
                kept=Kept("evidence", rows=Q(visit__in=VISITS_COUNTING)),
            ),
            Table(
                name="uses",
                model="portfolio.PeerVisitUse",
                owner="visit__person",
                fields={
                    "visit": "visit__uuid",
                    "registration": "registration__uuid",
                    "rule": "rule",
                    "entry": "entry__uuid",
                    "showsOutcome": "shows_outcome",
                },
                on="visit__planned_for",
                kept=Kept("evidence", rows=Q(entry__isnull=False)),
            ),
            Table(
                name="visited",
                model="portfolio.PeerVisitor",
                owner="person",
                # What was seen there is of whoever was visited.
                fields={"visit": "visit__uuid", "heldOn": "visit__held_on", "isLead": "is_lead", "state": "state"},
                on="visit__planned_for",
                kept=Kept("evidence", rows=~Q(visit__state="WITHDRAWN")),
            ),
            Table(
                name="visitors",
                model="portfolio.PeerVisitor",
                owner="visit__person",
                # Who they are is data of others.
                fields={"visit": "visit__uuid", "isLead": "is_lead", "state": "state"},
                on="visit__planned_for",
                kept=Kept("evidence", rows=Q(visit__in=VISITS_COUNTING)),
            ),
        ),
        private=True,
    ),
)
