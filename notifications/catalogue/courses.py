"""Notices about courses."""

from notifications.catalogue.kinds import Audience, about_event

NOTICES = (about_event("evaluation.invited", to=Audience.PERSON, statutory=False),)
