"""The connection to the database is cut before every write of every address that writes: nothing of it stays."""

import pytest

from tests.api.permission_matrix import MATRIX
from tests.api.world import make_world
from tests.faults.cutting import cut_everywhere, moments_of

pytestmark = [pytest.mark.deep, pytest.mark.servers, pytest.mark.django_db(transaction=True)]


def test_a_connection_cut_anywhere_in_any_request_leaves_nothing_of_it(capsys):
    world = make_world()
    unsafe = [line for line in MATRIX if line.method != "GET" and min(line.statuses) < 300]
    lines = [line for line in unsafe if moments_of(world, line)]

    wrong = cut_everywhere(world, lines)

    with capsys.disabled():
        print(f"\n{len(lines)} addresses that write: cut before every write, and before the commit.")
    assert len(lines) > 250
    assert wrong == []
