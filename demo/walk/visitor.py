"""Somebody who uses the system over HTTP: a person with a session, a machine with a token, or a stranger."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

import requests

T = TypeVar("T")
API = "/api/v1"
PATIENCE = 10


class Unexpected(Exception):
    """Something else came back than what should have."""

    def __init__(self, *, expected: str, got: str) -> None:
        super().__init__(f"expected {expected}, got {got}")
        self.expected = expected
        self.got = got


def expect(condition: object, *, expected: str, got: object) -> None:
    """Stop here, in words, when something is not as it should be."""
    if not condition:
        raise Unexpected(expected=expected, got=str(got))


def wait_for(find: Callable[[], T | None], *, expected: str, seconds: float) -> T:
    """Ask again until there is an answer."""
    end = time.monotonic() + seconds
    while (found := find()) is None:
        if time.monotonic() > end:
            raise Unexpected(expected=expected, got=f"nothing of the kind within {seconds:.0f} seconds")
        time.sleep(0.3)
    return found


class Visitor:
    """Asks and answers as one user."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._session = requests.Session()
        self._session.headers["Accept-Language"] = "en"
        self._session.headers["Accept"] = "application/json"

    def sign_in(self, email: str, password: str) -> Visitor:
        """By the form that people use."""
        page = f"{self._base_url}/accounts/login/"
        form = self._session.get(page, headers={"Accept": "text/html"}, timeout=PATIENCE)
        expect(form.status_code == 200, expected=f"200 from {page}", got=_told(form))
        answer = self._session.post(
            page,
            data={"login": email, "password": password, "csrfmiddlewaretoken": self._session.cookies["csrftoken"]},
            headers={"Accept": "text/html"},
            allow_redirects=False,
            timeout=PATIENCE,
        )
        expect(answer.status_code == 302, expected=f"a session for {email}", got=_told(answer))
        return self

    def bring_token(self, client_id: str, client_secret: str, scope: str) -> int:
        """By client credentials, as systems do. Returns the seconds for which the token is good."""
        answer = self._session.post(
            f"{self._base_url}/oauth/token",
            data={
                "grant_type": "client_credentials",
                "client_id": client_id,
                "client_secret": client_secret,
                "scope": scope,
            },
            timeout=PATIENCE,
        )
        expect(answer.status_code == 200, expected="a token", got=_told(answer))
        token = answer.json()
        self._session.headers["Authorization"] = f"Bearer {token['access_token']}"
        return int(token["expires_in"])

    def get(self, path: str, *, status: int = 200) -> Any:
        """What is at the address, as JSON."""
        answer = self._session.get(self._address(path), timeout=PATIENCE)
        return self._checked("GET", path, answer, status)

    def all(self, path: str) -> list[Any]:
        """Every row of a collection, page after page."""
        rows: list[Any] = []
        address: str | None = path
        while address:
            page = self.get(address)
            rows += page["results"]
            address = page["next"]
        return rows

    def post(self, path: str, body: dict[str, Any], *, status: int = 201) -> Any:
        return self._posted(path, body, self._csrf(), status)

    def change(self, path: str, body: dict[str, Any], *, operation: str = "changes") -> Any:
        """Replace what stands at `path` by one of its operations, saying which version was read."""
        read = self._session.get(self._address(path), timeout=PATIENCE)
        headers = {"If-Match": read.headers["ETag"], **self._csrf()}
        return self._posted(f"{path}/{operation}", body, headers, 201)

    def _posted(self, path: str, body: dict[str, Any], headers: dict[str, str], status: int) -> Any:
        answer = self._session.post(self._address(path), json=body, headers=headers, timeout=PATIENCE)
        return self._checked("POST", path, answer, status)

    def send_list(self, content: str) -> requests.Response:
        """An attendance list as CSV."""
        headers = {"Content-Type": "text/csv", **self._csrf()}
        address = self._address("/attendance-batches")
        return self._session.post(address, data=content.encode(), headers=headers, timeout=PATIENCE)

    def _address(self, path: str) -> str:
        return path if path.startswith("http") else f"{self._base_url}{API}{path}"

    def _csrf(self) -> dict[str, str]:
        token = self._session.cookies.get("csrftoken")
        return {"X-CSRFToken": token, "Referer": self._base_url} if token else {}

    def _checked(self, method: str, path: str, answer: requests.Response, status: int) -> Any:
        expect(answer.status_code == status, expected=f"{status} from {method} {path}", got=_told(answer))
        return answer.json()


def _told(answer: requests.Response) -> str:
    """The answer in one line."""
    return f"{answer.status_code}: {' '.join(answer.text.split())[:600]}"
