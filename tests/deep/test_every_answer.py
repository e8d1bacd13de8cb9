"""Every operation gives every answer that it is described with: what tests/api/test_every_status.py asks of some."""

import pytest
from django.db import transaction

from tests.api.conftest import as_described, database_wall, standing_world, world
from tests.api.test_every_status import ASKED, OPERATIONS, departing, in_earnest, prepared

__all__ = ["as_described", "database_wall", "prepared", "standing_world", "world"]
pytestmark = pytest.mark.deep


@pytest.mark.parametrize("status", ASKED)
def test_every_operation_gives_each_answer_that_it_is_described_with(world, prepared, status, capsys):
    prepared(status)

    asked, wrong = departing(world, status, OPERATIONS)

    with capsys.disabled():
        print(f"\n{status}: asked of {asked} operations")
    assert wrong == []
    assert asked


def test_what_every_operation_answers_when_it_works_is_as_described(world, as_described):
    wrong = []
    for one in OPERATIONS:
        if not one.ways:
            continue
        with transaction.atomic():
            try:
                answer = in_earnest(world, one, **{"If-Match": "*"})
            except AssertionError as error:
                wrong.append(str(error))
            else:
                if answer.status_code != one.ways[0][0]:
                    wrong.append(f"{one}: {answer.status_code} {answer.content[:200]!r}")
            transaction.set_rollback(True)

    assert wrong == []
