"""What this app adds to the dossier of a person."""
