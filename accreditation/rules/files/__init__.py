"""Files that people send: recognised by what they are, never by what they are called; cleaned where that is safe."""
