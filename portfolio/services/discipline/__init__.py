"""Orders of a disciplinary body: entered with their document, given effect by a decision of another person."""
