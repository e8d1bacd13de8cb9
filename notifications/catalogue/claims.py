"""Notices about claims."""

from notifications.catalogue.kinds import Audience, about_event

CLAIMS = (
    about_event("claim.granted", to=Audience.PERSON),
    about_event("claim.refused", to=Audience.PERSON),
)
