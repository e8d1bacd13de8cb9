"""The web service that learning systems already speak: a document in, checks per row, a summary out."""
