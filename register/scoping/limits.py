"""How often may be asked: a courtesy among askers. Hard limits belong in the proxy before the application."""

import logging
import math

from django.conf import settings
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

logger = logging.getLogger(__name__)


class VisitorLimit(SimpleRateThrottle):
    """So many requests a minute from one address, `PUBLIC_RATE`. Without the cache nobody is refused."""

    scope = "visitor"
    num_requests: int
    duration: int
    now: float

    def get_rate(self) -> str:
        rate: str = settings.PUBLIC_RATE
        return rate

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}

    def told(self) -> dict[str, str]:
        """The limit and what is left of it, as the draft of the IETF writes them (RateLimit header fields)."""
        headers = {"RateLimit-Policy": f'"{self.scope}";q={self.num_requests};w={self.duration}'}
        history: list[float] | None = getattr(self, "history", None)
        if history is not None:
            left = max(0, self.num_requests - len(history))
            ends = math.ceil(self.duration - (self.now - history[-1])) if history else self.duration
            headers["RateLimit"] = f'"{self.scope}";r={left};t={ends}'
        return headers

    def allow_request(self, request: Request, view: APIView) -> bool:
        try:
            return bool(super().allow_request(request, view))
        except RedisError:
            logger.warning("visitor_limit_without_cache")
            return True
