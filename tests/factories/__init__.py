"""Rows for tests, valid by default; one file per app."""
