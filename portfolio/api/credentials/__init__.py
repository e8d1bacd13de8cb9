"""Certificates: asked for by their owners, verified by anybody, and those of other issuers kept as evidence."""
