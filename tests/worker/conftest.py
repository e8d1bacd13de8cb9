"""Fixtures of the tests with real workers."""

from tests.worker.processes import background

__all__ = ["background"]
