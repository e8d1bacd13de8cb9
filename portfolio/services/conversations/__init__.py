"""Conversations with a peer or a manager: asked for, prepared, held, signed by both, and then never changed."""
