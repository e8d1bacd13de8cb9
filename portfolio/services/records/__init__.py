"""Records of work, declarations and documents: entered, stated by others, counted, corrected."""
