"""Every answer that the permission matrix knows is in the description of its operation."""

import json
import re
from pathlib import Path

import pytest

from tests.api.permission_matrix import MATRIX
from tests.api.test_permissions import _flat

DESCRIBED = json.loads((Path(__file__).parents[2] / "docs/openapi.json").read_text())["paths"]


def addresses() -> dict[str, str]:
    """Of each route, its address as the description writes it."""
    from config.urls import api

    return {pattern.name: "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern)) for pattern in _flat(api)}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_an_address_answers_is_described(method):
    paths = addresses()
    missing = {
        (line.route, status)
        for line in MATRIX
        if line.method == method
        for status in line.statuses
        if str(status) not in DESCRIBED[paths[line.route]][method.lower()]["responses"]
    }
    assert not missing
