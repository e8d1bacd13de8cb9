"""Loaded by schemathesis: a key that is named once in the description would otherwise stand for every request."""

from typing import Any
from uuid import uuid4

import schemathesis

KEY, LONGEST = "Idempotency-Key", 202


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    """Give each request a key of its own. One that is no key at all stays: it must be refused."""
    given = (case.headers or {}).get(KEY)
    if isinstance(given, str) and 0 < len(given) <= LONGEST:
        case.headers[KEY] = str(uuid4())
