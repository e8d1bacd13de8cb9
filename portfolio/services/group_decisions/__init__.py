"""Decisions for a group: prepared, previewed with the rules themselves, taken by another, carried out one by one."""
