"""Every address answers every role as the matrix says behind the second wall, too: nothing reads too little there."""

import pytest

from tests.api.conftest import database_wall, standing_world, world
from tests.api.permission_matrix import MATRIX, ROLES
from tests.api.test_permissions import answers

__all__ = ["database_wall", "standing_world", "world"]
pytestmark = [pytest.mark.deep, pytest.mark.usefixtures("database_wall")]


@pytest.mark.parametrize("line", MATRIX, ids=str)
def test_every_address_answers_every_role_behind_the_wall_as_before_it(world, line):
    got = {role: answer.status_code for role, answer in answers(world, line, ROLES)}

    assert got == {role: line.status_for(role) for role in ROLES}
