"""What the system holds about a person, part by part: one module for each subject, with its `PARTS`.

Sharing, export, import, the printed dossier and erasure all read `table.dossier_parts()`. An app above this one keeps
its parts in a package of the same name, `<app>.selectors.parts`. `apart.py` says which tables are no part, and why.
"""
