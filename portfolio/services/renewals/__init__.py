"""Renewals: opened by schedule, asked for, completed, proposed by matrix, decided; straightforward ones by rule."""
