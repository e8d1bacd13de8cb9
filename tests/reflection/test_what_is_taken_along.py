"""Of goals, reflections and conversations one takes along what is one's own, and not a word of the other."""

import json

from portfolio.selectors.parts.table import dossier_parts
from tests.reflection.people import API, step


def taken(person) -> str:
    found = {part.key: [list(table.written(person)) for table in part.sources] for part in dossier_parts()}
    assert {"goals", "reflections", "conversations", "duties"} <= {part.key for part in dossier_parts() if found}
    return json.dumps(found)


def test_each_takes_their_own_words_along_and_nobody_the_preparation_of_the_other(people):
    talk = people.ask("PEER")
    step(people.peer, talk, "acceptances", {"key": talk.key})
    step(people.me, talk, "preparations", {"text": "eigen-woorden"})
    step(people.peer, talk, "preparations", {"text": "woorden-van-cor"})
    step(people.me, talk, "records", {"heldOn": "2026-01-10", "report": "wat-beiden-zeiden"})
    people.me.post(f"{API}/goals", {"title": "mijn-doel", "steps": [{"title": "mijn-stap"}]})
    people.me.post(f"{API}/reflections", {"title": "mijn-reflectie"})

    mine, of_peer = taken(people.person), taken(people.colleague)

    for words in ("eigen-woorden", "wat-beiden-zeiden", "mijn-doel", "mijn-stap", "mijn-reflectie"):
        assert words in mine
        assert words not in of_peer
    assert "woorden-van-cor" not in mine
    assert "woorden-van-cor" in of_peer
