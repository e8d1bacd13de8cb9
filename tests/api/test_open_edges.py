"""What the edge tells everybody: other origins, limits, whom to tell of a hole, and what each problem means."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from config.http.catalogue import as_page, entries
from register.clock import now

ELSEWHERE = "https://elsewhere.example"
PAGE = Path(__file__).parents[2] / "docs" / "errors.md"


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_pages_of_other_origins_get_nothing_even_with_a_cookie(professional, method):
    asked = {"Origin": ELSEWHERE, "Cookie": "sessionid=x", "Access-Control-Request-Method": "POST"}

    answer = professional.generic(method, "/api/v1/registers", headers=asked)

    assert "Access-Control-Allow-Origin" not in answer
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.django_db
def test_an_origin_on_the_list_may_call_without_cookies(client, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://portal.example"]
    asked = {"Origin": "https://portal.example", "Access-Control-Request-Method": "POST"}

    answer = client.options("/api/v1/registers", headers=asked)

    assert answer["Access-Control-Allow-Origin"] == "https://portal.example"
    assert {"if-match", "idempotency-key"} <= set(answer["Access-Control-Allow-Headers"].split(", "))
    assert "Access-Control-Allow-Credentials" not in answer
    refused = client.options("/api/v1/registers", headers=asked | {"Origin": "https://portal.example.evil"})
    assert "Access-Control-Allow-Origin" not in refused


@pytest.mark.django_db
def test_what_is_published_says_how_often_it_may_be_asked(client, settings):
    settings.PUBLIC_RATE = "3/min"
    answers = [client.get("/api/v1/catalogue/courses", REMOTE_ADDR="192.0.2.77") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert {answer["RateLimit-Policy"] for answer in answers} == {'"visitor";q=3;w=60'}
    left = [re.fullmatch(r'"visitor";r=(\d+);t=(\d+)', answer["RateLimit"]) for answer in answers]
    assert [int(one[1]) for one in left] == [2, 1, 0, 0]
    assert all(0 < int(one[2]) <= 60 for one in left)
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert answers[-1]["API-Version"] == "0.1.0"
    assert answers[-1].json()["code"] == "too-many-requests"


def test_security_txt_names_whom_to_tell_and_does_not_expire_soon(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@register.example"

    answer = client.get("/.well-known/security.txt")
    said = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert said["Contact"] == "mailto:security@register.example"
    assert said["Canonical"].endswith("/.well-known/security.txt")
    left = datetime.fromisoformat(said["Expires"]) - now()
    assert timedelta(days=90) < left < timedelta(days=365)
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_catalogue_of_problems_is_current_and_complete(client):
    assert PAGE.read_text() == as_page(), "Run `make problems`."
    assert all(re.fullmatch(r"[a-z0-9-]+", one.code) and one.when and one.dutch for one in entries())
    page = client.get("/problems").content.decode()
    assert 'id="registration-overlaps"' in page
    assert 'id="version-required"' in page
