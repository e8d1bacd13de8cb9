"""Connections: a provider's systems, their keys, and from when on what they send is booked."""
