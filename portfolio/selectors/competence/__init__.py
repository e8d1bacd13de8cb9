"""What is read of a professional and a competence profile together."""
