"""The audit of one person over HTTP."""
