"""Figures for the board of a register: one file per family, each a few statements, none of them about a person."""
