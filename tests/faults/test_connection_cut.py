"""The connection to the database is cut before each write of a request, and before its commit: nothing of it stays.

One of each kind of service; tests/deep/test_every_write_cut.py does the same to every address that writes.
"""

import pytest

from tests.api.permission_matrix import MATRIX
from tests.api.world import make_world
from tests.faults.cutting import cut_everywhere, send

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
ROUTES = {
    "register-registrations",  # a person, a registration, its first cycle, its standing
    "ledger-entry-reversals",
}


def test_a_connection_cut_anywhere_in_a_service_leaves_nothing_of_it_and_the_next_try_succeeds():
    world = make_world(desks=False)
    lines = [line for line in MATRIX if line.route in ROUTES and line.method == "POST"]
    assert len(lines) == len(ROUTES)

    wrong = cut_everywhere(world, lines)

    assert wrong == []
    again = {line.route: send(world, line).status_code for line in lines}
    assert again == {line.route: min(line.statuses) for line in lines}
