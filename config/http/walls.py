"""Each request begins and ends with a connection that reaches nothing: see `register.reach`."""

from collections.abc import Callable
from typing import Any

from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse

from register.reach import clear_reach


def clear(**_: Any) -> None:
    clear_reach()


class ReachOfRequest:
    """Takes away at the end what a view reached, and at the beginning what an end that broke off left.

    The end is that of the answer: one that streams still reads when the view is done.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        request_finished.connect(clear, dispatch_uid="walls")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        clear_reach()
        return self.get_response(request)
