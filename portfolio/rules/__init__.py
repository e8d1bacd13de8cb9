"""Rules of the dossier, in plain Python."""
