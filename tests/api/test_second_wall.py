"""When nobody asks what an actor may see, the database still keeps the rows of others."""

import re
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db.models import Manager, QuerySet

from register.rules.walls import Wall
from register.services.walls import own_models, wall_of
from tests.api.permission_matrix import MATRIX
from tests.api.test_permissions import ask

pytestmark = pytest.mark.usefixtures("database_wall")
OTHERS = ("stranger", "rival", "other_registrar", "other_committee")
WALLED = {model for model in own_models() if isinstance(wall_of(model), Wall)}
# What the stranger has to do with in the world, although the first wall keeps it from them: a colleague in a peer group
# they are invited to, that group and its members, and the list in which a change of their own attendance is asked for.
KNOWN_TO_THE_STRANGER = ("person", "peer_group", "peer_invitation", "batch")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


# What is asked here rests on rows of other registers: the first wall stands alone, and the view says why.
FIRST_WALL_ALONE = {"erasures"}


@contextmanager
def first_wall_down():
    """Every `visible_to` lets everything through, like one that was forgotten."""
    with pytest.MonkeyPatch.context() as patch:
        for model in apps.get_models():
            for kind in type(model._default_manager).__mro__ + type(model._default_manager.all()).__mro__:
                if issubclass(kind, QuerySet | Manager) and "visible_to" in vars(kind):
                    patch.setattr(kind, "visible_to", lambda self, actor: self.all())
        yield


def test_without_the_first_wall_no_row_of_others_is_found(world):
    """Every address of one row that has a wall, for each to whom the matrix says that it does not exist."""
    found, asked = [], 0
    with first_wall_down():
        for line in MATRIX:
            if line.method == "GET" and line.of and not line.public and type(world[line.of]) in WALLED:
                for role in (role for role in OTHERS if line.status_for(role) == 404):
                    if role == "stranger" and line.of in KNOWN_TO_THE_STRANGER:
                        continue
                    asked += 1
                    if (status := ask(world, line, role).status_code) != 404:
                        found.append((str(line), role, status))

    assert found == []
    assert asked > 150


def test_without_the_first_wall_no_list_shows_a_row_of_others(world):
    of_others = {str(row.uuid): name for name, row in world.rows.items() if type(row) in WALLED}
    lists = [
        line
        for line in MATRIX
        if line.method == "GET" and not line.public and line.of in ("", "register")
        if line.route not in FIRST_WALL_ALONE
    ]

    def shown(line, role):
        said = ask(world, line, role).content.decode(errors="replace")
        known = KNOWN_TO_THE_STRANGER if role == "stranger" else ()
        return {name for uuid in UUID.findall(said) if (name := of_others.get(uuid)) and name not in known}

    told = {(str(line), role): shown(line, role) for line in lists for role in OTHERS}
    with first_wall_down():
        more = {key: shown(line, role) - told[key] for line in lists for role in OTHERS if (key := (str(line), role))}

    assert {key: found for key, found in more.items() if found} == {}
    assert len(told) > 150


def test_the_test_would_see_a_wall_that_is_down(world):
    """The same question to somebody who may reach the row is answered: the first wall really is down."""
    line = next(line for line in MATRIX if str(line) == "GET claim")

    with first_wall_down():
        assert ask(world, line, "reader").status_code == 200
    assert ask(world, line, "reader").status_code == 404
