"""What professionals share of their dossier, where they work, and what their team plans and spends."""
