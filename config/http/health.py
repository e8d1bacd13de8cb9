"""Is the process alive, and can it do its work?"""

from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


def health(request: HttpRequest) -> JsonResponse:
    """The process answers. Says nothing of what it depends on."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and knows every migration of this release."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError:
        return JsonResponse({"status": "unavailable", "database": "no connection"}, status=503)
    if waiting:
        return JsonResponse({"status": "unavailable", "migrations": len(waiting)}, status=503)
    return JsonResponse({"status": "ok"})
