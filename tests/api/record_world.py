"""The rows of the world about work, declarations and documents."""

from typing import Any

from tests.factories.records import RecordStatementFactory, RecordUseFactory


def add_records(world: Any) -> None:
    world.rows["record"] = RecordUseFactory(registration=world["registration"]).record
    world.rows["record_statement"] = RecordStatementFactory(record=world["record"])


def add_one_more_record(world: Any) -> None:
    """Another one, with what somebody is asked to state about it."""
    RecordStatementFactory(record=RecordUseFactory(registration=world["registration"]).record)
