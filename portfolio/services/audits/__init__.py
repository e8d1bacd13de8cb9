"""Audit runs: prepared, committed to, drawn, frozen, repeated. What follows for one person begins after the draw."""
