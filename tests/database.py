"""Going past the application: SQL as a careless colleague would type it."""

from django.db import connection, transaction


def run_sql(sql: str) -> None:
    """Run a statement in a savepoint. Deferred checks first, for TRUNCATE refuses to run before them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql)
