"""Requests of a person about their registration: asked, taken back, and answered by a decision."""
