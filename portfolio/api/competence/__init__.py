"""What professionals do with a competence profile, over HTTP."""
