"""Typed clients of the API for integrators, generated from its description; nothing of it is imported by the system."""
