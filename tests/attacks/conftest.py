"""The world of the permission matrix, to be attacked."""

from tests.api.conftest import database_wall, standing_world, world

__all__ = ["database_wall", "standing_world", "world"]
