"""Somebody else's id in a body: refused, and nothing is written (SEC-03)."""

import json

from django.db import connection

from register.services.walls import own_models
from tests.api.permission_matrix import MATRIX, body_of
from tests.api.test_permissions import ask

OTHERS = ("stranger", "rival", "other_registrar", "other_assessor")
CONTENTS = " UNION ALL ".join(
    f"SELECT '{model._meta.db_table}', count(*), sum(hashtext(t::text)) FROM {model._meta.db_table} t"
    for model in own_models()
)


def contents():
    """Every table, so that any row added, changed or gone is seen."""
    with connection.cursor() as cursor:
        cursor.execute(CONTENTS)
        return sorted(cursor.fetchall())


def naming_a_row(world):
    """Every address of a collection that takes the id of a row in its body, and who may not name that one."""
    ids = [str(row.uuid) for row in world.rows.values() if hasattr(row, "uuid")]
    for line in MATRIX:
        if line.method == "POST" and not line.public and not line.of:
            said = json.dumps(body_of(line.body, world), default=str)
            if any(one in said for one in ids):
                yield from ((line, role) for role in OTHERS if line.status_for(role) >= 400)


def test_an_id_of_others_in_a_body_is_refused_and_nothing_is_written(world):
    """By whoever has the same rights elsewhere: only the id is wrong."""
    before, asked = contents(), list(naming_a_row(world))

    statuses = {ask(world, line, role).status_code for line, role in asked}

    assert statuses <= {400, 403, 404, 409, 422}
    assert len(asked) > 60
    assert contents() == before
