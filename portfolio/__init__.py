"""What a person did, what it counts for, and whether it is enough.

Owns attendance and its intake, claims, the ledger (append-only) and standings. Imports `accreditation` and `register`.
"""
