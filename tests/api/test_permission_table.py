"""The page about permissions is what the matrix says, and the matrix asks both tenants."""

from pathlib import Path

from tests.api.permission_matrix import MATRIX, ROLES
from tests.api.permission_table import page

# Each role of a tenant, and who stands for it in another.
PAIRS = {
    "member": "stranger",
    "manager": "rival",
    "submitter": "rival",
    "machine": "rival",
    "employer_manager": "rival",
    "records_machine": "other_registrar",
    "auditor": "other_committee",
} | {role: f"other_{role}" for role in ("registrar", "assessor", "chair", "committee", "reader", "administrator")}


def test_the_page_is_what_the_matrix_says():
    assert Path("docs/permissions.md").read_text() == page()


def test_every_role_has_one_of_another_tenant_beside_it_on_every_line():
    assert {*PAIRS, *PAIRS.values()} == set(ROLES)
    assert all(line.status_for(role) for line in MATRIX for role in ROLES)
