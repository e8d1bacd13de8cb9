"""Two persons who turn out to be one: proposed by one, carried out by another, and taken back the same way."""
