"""Decisions with legal effect: prepared, intended, answered, taken by another, objected to, reconsidered, final."""
