"""The dossier as a whole: taken along, brought in, printed, and forgotten."""
