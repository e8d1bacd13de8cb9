"""Certificates that anybody can verify: issued, revoked, published, verified, and those of others kept as evidence."""
