"""Between a file and its row: a process that is killed there leaves a file, which the clean-up removes."""

from datetime import timedelta

import pytest

from portfolio.models import Evidence
from portfolio.services.evidence import adding, tidying
from register.clock import now
from tests.evidence.desk import send, stored_keys
from tests.factories.files import GOOD_PDF

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Ends the process: nothing after it runs."""


def test_a_process_killed_between_file_and_row_leaves_an_orphan_that_the_clean_up_removes(professional, monkeypatch):
    def dies(*_given):
        raise Killed

    monkeypatch.setattr(adding, "_add_row", dies)
    monkeypatch.setattr(adding, "forget_file", lambda key: None)  # a killed process tidies nothing
    with pytest.raises(Killed):
        send(professional, GOOD_PDF)
    monkeypatch.undo()
    assert (Evidence.objects.count(), len(stored_keys())) == (0, 1)

    assert tidying.tidy_evidence(now=now() + timedelta(days=8)) == 1
    assert stored_keys() == set()
    send(professional, GOOD_PDF)
