"""What an activity is worth, and who decided so.

Owns providers and their authorisations, courses and editions, and the accreditations that fix what a course
brings in a register. Imports only `register`.
"""
