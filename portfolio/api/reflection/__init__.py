"""Goals, reflections, conversations and personal duties on the wire."""
