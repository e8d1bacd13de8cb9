"""Documents for people: PDF from a template and data."""
