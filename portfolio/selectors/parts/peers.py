"""Peer groups somebody is in, and the sessions they were at. The report of a session is the group's, and goes along."""

from django.db.models import Q

from portfolio.models import PeerSessionFact
from portfolio.selectors.parts.part import Kept, Part, Table

COUNTING = PeerSessionFact.objects.exclude(entry=None)

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
)
