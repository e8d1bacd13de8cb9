"""Each request has an id: in its answer, in every line of the log about it, and in those of the tasks it leads to."""

from contextlib import suppress

import structlog
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware


class RequestLog(RequestMiddleware):
    """One line a request: method, route, outcome, account. The route and never the address, which may hold a key."""

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        response["Request-Id"] = request_id()
        super().handle_response(request, response)

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """Whose account it is; without a database nobody can tell, and the answer is given all the same."""
        with suppress(Error):
            RequestMiddleware.bind_user_id(request)

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        match = request.resolver_match
        return f"{request.method} {match.route if match else 'no such address'}"


def request_id() -> str:
    """The id of the request that is answered now; empty outside one."""
    found: str = structlog.contextvars.get_contextvars().get("request_id", "")
    return found
