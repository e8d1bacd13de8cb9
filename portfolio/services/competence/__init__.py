"""What professionals do with a competence profile."""
