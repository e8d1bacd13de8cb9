"""The page about claims is drawn from the tables that the services obey, and names addresses that exist."""

import re

from django.urls import resolve

from portfolio.management.commands.claim_moves import DRAWN, PAGE, written

ADDRESS = re.compile(r"`(?:GET|POST) (/[^`?]+)(?:\?[^`]*)?`")


def test_the_page_shows_the_tables_as_they_are():
    page = PAGE.read_text(encoding="utf-8")

    assert written(page) == page, "Run `manage.py claim_moves --write`."
    assert all(step.event in page for _, moves in DRAWN.values() for step in moves.values())


def test_every_address_on_the_page_exists():
    addresses = ADDRESS.findall(PAGE.read_text(encoding="utf-8"))

    assert len(addresses) > 7
    for address in addresses:
        path = address.replace("{uuid}", "00000000-0000-4000-8000-000000000000").replace("{code}", "venvn")
        assert resolve(f"/api/v1{path}")
