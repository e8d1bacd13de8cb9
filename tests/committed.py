"""Pytest plugin: tests that really commit can be cleaned up, although the ledger refuses to be emptied.

For `@pytest.mark.django_db(transaction=True)`. Nobody but the owner of the tables can do what is done here.
"""

from collections.abc import Iterator

import pytest

# Triggers that fire on TRUNCATE, whoever does it (bit 32 of their type; A for ENABLE ALWAYS).
GUARDS = """
SELECT tgrelid::regclass::text, quote_ident(tgname) FROM pg_trigger
WHERE tgtype & 32 <> 0 AND tgenabled = 'A' AND NOT tgisinternal
"""


@pytest.fixture(scope="session", autouse=True)
def _the_ledger_can_be_emptied_after_a_test() -> Iterator[None]:
    from django.db.backends.postgresql.operations import DatabaseOperations

    empty = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **options):
        with self.connection.cursor() as cursor:
            cursor.execute(GUARDS)
            guards = cursor.fetchall()
        return [
            *(f"ALTER TABLE {table} DISABLE TRIGGER {name};" for table, name in guards),
            *empty(self, style, tables, **options),
            *(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name};" for table, name in guards),
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield
