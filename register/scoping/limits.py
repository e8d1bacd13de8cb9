"""How often may be asked: a courtesy among askers. Hard limits belong in the proxy before the application."""

import logging
import math

from django.conf import settings
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from register.errors import TooOften

logger = logging.getLogger(__name__)


def told(name: str, *, most: int, span: float, left: int, wait: float) -> dict[str, str]:
    """A limit and what is left of it, in the RateLimit header fields of the IETF's draft; times in seconds."""
    return {
        "RateLimit-Policy": f'"{name}";q={most};w={span:.0f}',
        "RateLimit": f'"{name}";r={left};t={math.ceil(wait)}',
    }


def told_of(error: TooOften) -> dict[str, str]:
    """What somebody hears who was refused by a limit, and when there is room again."""
    wait = max(1, math.ceil(error.wait.total_seconds()))
    limit = error.limit
    headers = told(limit.name, most=limit.most, span=limit.span.total_seconds(), left=0, wait=wait)
    return {"Retry-After": str(wait), **headers}


class VisitorLimit(SimpleRateThrottle):
    """So many requests a minute from one address, `PUBLIC_RATE`. Without the cache nobody is refused."""

    scope = "visitor"
    num_requests: int
    duration: int
    now: float
    history: list[float]

    def get_rate(self) -> str:
        rate: str = settings.PUBLIC_RATE
        return rate

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}

    def told(self) -> dict[str, str]:
        """The limit and what is left of it; nothing when nobody counts, because the cache is away."""
        history: list[float] | None = getattr(self, "history", None)
        if history is None:
            return {}
        left = max(0, self.num_requests - len(history))
        return told(self.scope, most=self.num_requests, span=self.duration, left=left, wait=self.wait())

    def wait(self) -> int:
        """Seconds until there is room for one more, however many there were before the limit was made smaller."""
        oldest = self.history[-1] if self.history else self.now
        return max(1, math.ceil(self.duration - (self.now - oldest)))

    def allow_request(self, request: Request, view: APIView) -> bool:
        try:
            return bool(super().allow_request(request, view))
        except RedisError:
            logger.warning("visitor_limit_without_cache")
            return True
