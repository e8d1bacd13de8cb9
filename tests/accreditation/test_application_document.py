"""The page about accreditation is drawn from the table that the services obey."""

from accreditation.catalogue import TRANSITIONS, State
from accreditation.management.commands.application_moves import PAGE, written


def test_the_page_shows_the_table_as_it_is():
    page = PAGE.read_text(encoding="utf-8")

    assert written(page) == page, "Run `manage.py application_moves --write`."
    assert all(f"`{state.value}`" in page for state in State)
    assert all(transition.event in page for transition in TRANSITIONS.values())
