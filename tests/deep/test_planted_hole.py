"""The check of who may see what really runs with our settings: it finds a hole made for it, and nothing when closed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.deep.callers import NEIGHBOUR, write_settings

pytestmark = pytest.mark.deep
OWNED = {
    "Bearer caller": {"uuid": "7c0e9f8a-4b63-4d1e-9c55-0a1b2c3d4e5f", "title": "Wondzorg"},
    f"Bearer {NEIGHBOUR}": {"uuid": "1d2c3b4a-5f6e-4a7b-8c9d-0e1f2a3b4c5d", "title": "Hygiëne"},
}
THING = {
    "type": "object",
    "required": ["uuid", "title"],
    "properties": {"uuid": {"type": "string", "format": "uuid"}, "title": {"type": "string"}},
}
UUID = {"name": "uuid", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def answering(schema: dict) -> dict:
    ok = {"description": "Found.", "content": {"application/json": {"schema": schema}}}
    return {"responses": {"200": ok, "401": {"description": "Who?"}, "404": {"description": "Nothing."}}}


DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "Things of two people", "version": "1"},
    "security": [{"token": []}],
    "components": {"schemas": {"Thing": THING}, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    "paths": {
        "/things": {"get": answering({"type": "array", "items": {"$ref": "#/components/schemas/Thing"}})},
        "/things/{uuid}": {"get": answering({"$ref": "#/components/schemas/Thing"}) | {"parameters": [UUID]}},
    },
}


@contextmanager
def serving(*, hole: bool) -> Iterator[str]:
    """A list of what is one's own, and one address for each: with the hole, whoever asks gets it."""

    class Things(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            mine = OWNED.get(self.headers.get("Authorization", ""))
            if self.path == "/openapi.json":
                self.answer(200, DESCRIPTION)
            elif mine is None:
                self.answer(401, {})
            elif self.path.partition("?")[0] == "/things":
                self.answer(200, [mine])
            else:
                seen = OWNED.values() if hole else [mine]
                found = [one for one in seen if self.path == f"/things/{one['uuid']}"]
                self.answer(200 if found else 404, found[0] if found else {})

        def answer(self, status: int, body: object) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Things) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("hole", [True, False], ids=["a hole", "no hole"])
def test_a_hole_is_found_and_a_closed_one_is_not(hole, tmp_path):
    headers = {name: {"Authorization": f"Bearer {name}"} for name in ("caller", NEIGHBOUR)}
    settings = write_settings(tmp_path, {}, fixed=False, headers=headers)

    with serving(hole=hole) as url:
        command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(settings)]
        command += ["run", f"{url}/openapi.json", "--checks", "object_level_authorization", "--seed", "1"]
        command += ["--phases", "fuzzing,stateful", "--max-examples", "20", "--mode", "positive", "--no-color"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)

    assert (f"`{NEIGHBOUR}` received the `Thing` that `caller` owns" in done.stdout) is hole, done.stdout
    assert done.returncode == int(hole)
