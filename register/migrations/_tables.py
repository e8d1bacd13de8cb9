"""What a first migration is made of: all tables at once, and what Django knows nothing of."""

from collections.abc import Sequence
from pathlib import Path

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AllAtOnce(Operation):
    """Makes many tables with the models as they are after all of them.

    One by one, each would have the models of the whole house made anew (five sixths of the time of a first start).
    """

    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # as the state itself does when it has to be rendered anew
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Make the tables"


def kept_by_the_database(migration: str, name: str) -> RunSQL:
    """Functions, triggers, sequences: `sql/NAME.sql` beside the migration, undone by `sql/NAME_undo.sql`."""
    folder = Path(migration).parent / "sql"
    return RunSQL((folder / f"{name}.sql").read_text(), (folder / f"{name}_undo.sql").read_text())
