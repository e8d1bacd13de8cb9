"""Who is registered, under which rules, and what an actor may do.

The lowest app: it owns organisations, registers, persons, users and roles, registrations and their cycles,
regulations with the evaluator, and the trail of events. It imports no other app.
"""
