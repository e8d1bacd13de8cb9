"""Reading across tables, or as of a day."""
