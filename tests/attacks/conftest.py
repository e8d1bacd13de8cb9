"""The world of the permission matrix, to be attacked."""

from tests.api.conftest import standing_world, world

__all__ = ["standing_world", "world"]
