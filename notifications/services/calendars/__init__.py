"""Calendar feeds: links made, renewed and ended, what is read by them, and the editions that somebody plans."""
