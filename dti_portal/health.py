"""What a load balancer or a start script asks: does the database answer, and does it fit this version?"""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

_migrated = False  # a database that once had every migration of this code keeps them


def migration_state() -> tuple[int, int]:
    """How many migrations the database has, and how many of this version it lacks."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return len(executor.loader.applied_migrations), len(missing)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the portal can answer, 503 with the reason when it cannot."""
    status = status_of_database()
    return JsonResponse({"status": status}, status=200 if status == "ok" else 503)


def status_of_database() -> str:
    global _migrated
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _migrated:
            _migrated = migration_state()[1] == 0
    except Error:
        return "database unreachable"
    return "ok" if _migrated else "migrations missing"
