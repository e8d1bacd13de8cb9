"""Suggestions: accredited editions within reach that help, each with the reason."""
