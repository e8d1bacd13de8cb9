"""Sharing and employers over HTTP."""
