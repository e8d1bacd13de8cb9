"""Everything that changes something: one function per use case."""
