"""The main job by HTTP, as professional, provider and association: what `make demo ARGS=--once` shows."""

from demo.walk.run import walk

__all__ = ["walk"]
