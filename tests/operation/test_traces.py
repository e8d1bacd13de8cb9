"""Traces leave when a collector is named, with the route and never the address; otherwise none is made."""

import http.server
import os
import subprocess
import sys
import threading

import pytest
from django.conf import settings

from config.telemetry import start_tracing

ASK = """
import config.wsgi
from django.test import Client
from opentelemetry import trace
print(Client().get("/healthz?key=a-secret").status_code, Client().get("/a-secret").status_code)
trace.get_tracer_provider().shutdown()
"""


@pytest.fixture
def collector():
    taken = []

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            taken.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", taken
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_named_collector_gets_the_route_of_a_request_and_not_its_address(collector):
    address, taken = collector
    environment = os.environ | {
        "OTEL_EXPORTER_OTLP_ENDPOINT": address,
        "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "testserver",
    }

    asked = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, timeout=120)

    assert asked.stdout.split() == ["200", "404"], asked.stderr
    assert {path for path, _ in taken} == {"/v1/traces"}
    told = b"".join(body for _, body in taken)
    assert b"healthz" in told
    assert b"a-secret" not in told


def test_without_a_collector_nothing_is_traced(monkeypatch):
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)

    assert start_tracing() is False
