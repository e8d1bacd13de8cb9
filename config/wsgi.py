"""The door for the web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.telemetry import start_tracing
from register.reach import WEB, WORK, work_as

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
start_tracing()
application = get_wsgi_application()
work_as(WEB if settings.DATABASE_WALL else WORK)
