"""Peer groups, their sessions, and visits among peers."""
