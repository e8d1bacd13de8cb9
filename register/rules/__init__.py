"""What a regulation says and what it makes of one person's facts, in plain Python."""
