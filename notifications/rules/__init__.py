"""What needs no database, clock or framework: when a reminder falls due, what it tells, when a failure is retried."""
