"""The public register: who is registered, for everybody; and how somebody stays out of it."""
