"""Is the process alive, and can it do its work?"""

from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from config.celery import JOBS
from register.clock import now
from register.selectors.jobs import late_jobs


def health(request: HttpRequest) -> JsonResponse:
    """The process answers. Says nothing of what it depends on."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and knows every migration of this release."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError:
        return _no_database()
    if waiting:
        return JsonResponse({"status": "unavailable", "migrations": len(waiting)}, status=503)
    return JsonResponse({"status": "ok"})


def jobs(request: HttpRequest) -> JsonResponse:
    """The dead-man's switch: 503 with the names of the jobs that should have run and have not."""
    try:
        late = late_jobs(JOBS, now=now())
    except OperationalError:
        return _no_database()
    if late:
        rows = [{"job": name, "lastDoneAt": last} for name, last in late.items()]
        return JsonResponse({"status": "late", "late": rows}, status=503)
    return JsonResponse({"status": "ok"})


def _no_database() -> JsonResponse:
    return JsonResponse({"status": "unavailable", "database": "no connection"}, status=503)
