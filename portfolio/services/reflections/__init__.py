"""Reflections: what registers ask, what professionals write, and what of it counts."""
