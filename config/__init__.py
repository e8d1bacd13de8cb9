"""Wiring only: settings, addresses, the Celery application and the policy every HTTP answer follows.

Imports every app and is imported by none; apps reach what is here by dotted path in the settings.
"""

from config.celery import app as celery_app

__all__ = ["celery_app"]
