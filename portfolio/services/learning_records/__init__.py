"""Statements of learning systems (xAPI): attendance of accredited courses, and drafts of claims of anything else."""
