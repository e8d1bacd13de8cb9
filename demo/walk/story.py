"""What the steps hand to each other."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from demo.walk.visitor import Visitor


@dataclass
class Story:
    """The system that is walked through, who walks, and what came about so far."""

    base_url: str
    mail_url: str
    access: dict[str, Any]
    mark: str = field(default_factory=lambda: f"{time.time_ns() // 1_000_000 % 10_000_000_000:x}")
    today: date = field(default_factory=lambda: datetime.now(ZoneInfo("Europe/Amsterdam")).date())
    regulation: dict[str, Any] = field(default_factory=dict)
    registration: dict[str, Any] = field(default_factory=dict)
    email: str = ""
    course: dict[str, Any] = field(default_factory=dict)
    edition: dict[str, Any] = field(default_factory=dict)
    assessment: dict[str, Any] = field(default_factory=dict)
    content: str = ""
    batch: dict[str, Any] = field(default_factory=dict)
    shorts: list[str] = field(default_factory=list)
    _visitors: dict[str, Visitor] = field(default_factory=dict)

    @property
    def register(self) -> str:
        """The code of the register in which it all happens."""
        return str(self.access["register"])

    def visitor(self, role: str) -> Visitor:
        """Whoever holds the role, signed in once."""
        if role not in self._visitors:
            account = self.access["accounts"][role]
            self._visitors[role] = Visitor(self.base_url).sign_in(account, self.access["password"])
        return self._visitors[role]

    def machine(self) -> Visitor:
        """The provider's system."""
        if "machine" not in self._visitors:
            self._visitors["machine"] = Visitor(self.base_url)
        return self._visitors["machine"]


@dataclass(frozen=True)
class Step:
    """One thing somebody does; `take` returns what to tell about it, or raises Unexpected."""

    title: str
    take: Callable[[Story], list[str]]
