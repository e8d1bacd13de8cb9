"""Who must hear what, by when, exactly once.

Owns notices (an outbox in the database), the planning of reminders, and the channels. Imports the three apps below.
"""
