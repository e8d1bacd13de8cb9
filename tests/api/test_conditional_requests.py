"""What was read has a tag: sent back it saves the reading again, and keeps one from undoing what another changed."""

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accreditation.models import Edition
from tests.api.permission_matrix import MATRIX, ROLES, Line, address_of, body_of
from tests.api.test_permissions import routes

OF_THE_MOMENT = {"registration-histories", "registration-extracts"}  # they say until when they know
READABLE = [
    line
    for line in MATRIX
    if line.method == "GET"
    and line.of
    and line.route not in OF_THE_MOMENT
    and any(line.status_for(role) == 200 for role in ROLES)
]
REPLACING = {name for name, view in routes() if getattr(view, "replaces", False)}


def reader_of(line: Line) -> str:
    return next(role for role in ROLES if line.status_for(role) == 200)


def taker_of(line: Line) -> str | None:
    return next((role for role in ROLES if line.status_for(role) < 300), None)


def test_every_resource_has_a_tag_that_stays_while_it_stays(world):
    without, read_again = [], []
    for line in READABLE[::3]:  # all go through one place
        client, path = world.client(reader_of(line)), reverse(line.route, kwargs=address_of(line, world))
        with transaction.atomic():
            first = client.get(path)
            if not first["Content-Type"].startswith("application/json"):
                transaction.set_rollback(True)
                continue
            second = client.get(path, headers={"If-None-Match": f'"other", W/{first.get("ETag")}'})
            transaction.set_rollback(True)
        if "ETag" not in first:
            without.append(str(line))
        elif (second.status_code, second.content) != (304, b""):
            read_again.append(str(line))

    assert without == []
    assert read_again == []


def test_what_is_still_the_same_is_not_sent_again(world):
    client = world.client("member")
    first = client.get("/api/v1/registers")

    same = client.get("/api/v1/registers", headers={"If-None-Match": first["ETag"]})

    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    assert same["API-Version"] == "0.1.0"
    assert "Content-Type" not in same
    assert client.get("/api/v1/registers", headers={"If-None-Match": '"else"'}).status_code == 200


def test_who_replaces_what_somebody_wrote_says_what_they_read(world):
    shown = set()
    for line in (line for line in MATRIX if line.route in REPLACING and line.method == "POST"):
        role = taker_of(line)
        if role is None:  # a line for what may not be changed any more
            continue
        shown.add(line.route)
        client, path = world.client(role), reverse(line.route, kwargs=address_of(line, world))
        body = body_of(line.body, world)
        above = client.get(path.rpartition("/")[0])

        unsaid = client.post(path, body)
        stale = client.post(path, body, headers={"If-Match": '"of-before"'})
        weak = client.post(path, body, headers={"If-Match": f"W/{above['ETag']}"})
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            known = client.post(path, body, headers={"If-Match": f'"else", {above["ETag"]}'})
            transaction.set_rollback(True)

        assert (unsaid.status_code, unsaid.json()["code"]) == (428, "version-required"), line
        assert (stale.status_code, stale.json()["code"]) == (412, "changed-since"), line
        assert weak.status_code == 412, line
        assert known.status_code == line.status_for(role), (line, known.content)
        assert any("FOR NO KEY UPDATE" in query["sql"] for query in queries), line
    assert shown == REPLACING
    assert len(shown) == 11


def test_every_act_heeds_what_was_read(world):
    """Of all other acts on a resource: whoever names a version that is no more, changes nothing."""
    heedless = []
    acts = [line for line in MATRIX if line.method == "POST" and line.of and line.route not in REPLACING]
    for line in acts[::12]:  # all go through one place; some, so that the place is not passed by
        role = taker_of(line)
        body = body_of(line.body, world) if role else None
        if role is None or not isinstance(body, dict) or "file" in body:
            continue
        with transaction.atomic():
            path = reverse(line.route, kwargs=address_of(line, world))
            answer = world.client(role).post(path, body, headers={"If-Match": '"of-before"'})
            transaction.set_rollback(True)
        if answer.status_code != 412:
            heedless.append((str(line), answer.status_code))

    assert heedless == []


def test_a_refused_change_changes_nothing_and_the_tag_of_the_answer_is_the_next_to_send(world):
    manager, edition = world.client("manager"), world["edition"]
    path = f"/api/v1/editions/{edition.uuid}"
    first = manager.get(path)["ETag"]
    assert manager.post(f"{path}/changes", {"place": "Zwolle"}, headers={"If-Match": first}).status_code == 201

    late = manager.post(f"{path}/changes", {"place": "Assen"}, headers={"If-Match": first})
    assert late.status_code == 412
    assert Edition.objects.get(pk=edition.pk).place == "Zwolle"

    again = manager.get(path)["ETag"]
    assert again != first
    assert manager.post(f"{path}/changes", {"place": "Assen"}, headers={"If-Match": again}).status_code == 201


def test_a_version_that_nobody_can_read_is_never_the_one_that_was_read(world):
    answer = world.client("registrar").post("/api/v1/persons", {}, headers={"If-Match": '"x"'})
    assert answer.status_code == 400  # what is wrong with the body comes first

    body = {"givenName": "Noor", "familyName": "Bakker"}
    answer = world.client("registrar").post("/api/v1/persons", body, headers={"If-Match": '"x"'})
    assert (answer.status_code, answer.json()["code"]) == (412, "changed-since")
