"""Competence profiles: what a profession asks, as data, and the forms in which it travels."""
