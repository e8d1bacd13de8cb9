"""Notices about courses."""

from notifications.catalogue.kinds import Audience, about_event

COURSES = (about_event("evaluation.invited", to=Audience.PERSON, statutory=False),)
