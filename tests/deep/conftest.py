"""Fixtures of the rehearsals."""

from tests.worker.processes import background

__all__ = ["background"]
