"""Evidence: files taken in, kept, handed out to those who may see them, and let go."""
