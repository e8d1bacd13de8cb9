"""A provider of OpenID Connect in a process of its own, and somebody who has an account there."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from demo.sockets import free_port

ID = "beroepsfederatie"
PEOPLE = ({"sub": "zoe", "email": "zoe@federatie.example"}, {"sub": "registrar", "amr": ["pwd", "otp"]})


@dataclass(frozen=True)
class Issuer:
    """Where it listens."""

    url: str

    def configured(self, **values: Any) -> dict[str, Any]:
        """As OIDC_PROVIDERS has it."""
        client = {"client_id": "register", "client_secret": "geheim"}
        return {"id": ID, "name": "Beroepsfederatie", "issuer": self.url} | client | values

    def approve(self, authorize: str, *, sub: str) -> str:
        """Somebody signs in there; returns where they are sent back to, with a code."""
        answer = requests.post(authorize, data={"sub": sub}, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def tokens(self, *, sub: str, client_id: str, nonce: str) -> dict[str, Any]:
        """What it gives to another client, or at another attempt."""
        back = "https://elsewhere.example/callback"
        asked = f"client_id={client_id}&redirect_uri={back}&response_type=code&scope=openid&nonce={nonce}"
        there = self.approve(f"{self.url}/oauth2/authorize?{asked}", sub=sub)
        code = parse_qs(urlsplit(there).query)["code"][0]
        given = requests.post(
            f"{self.url}/oauth2/token",
            data={"grant_type": "authorization_code", "code": code, "redirect_uri": back},
            auth=(client_id, "geheim"),
            timeout=10,
        )
        return dict(given.json())


@contextmanager
def running_issuer() -> Iterator[Issuer]:
    port = free_port()
    people = [word for one in PEOPLE for word in ("--user-claims", json.dumps(one))]
    words = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true", *people]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ))
    issuer = Issuer(f"http://127.0.0.1:{port}")
    try:
        end = time.monotonic() + 30
        while True:
            try:
                requests.get(f"{issuer.url}/.well-known/openid-configuration", timeout=2).raise_for_status()
                break
            except requests.RequestException:
                assert process.poll() is None, "the issuer ended"
                assert time.monotonic() < end, "the issuer does not answer"
                time.sleep(0.1)
        yield issuer
    finally:
        process.terminate()
        process.wait(timeout=10)
