"""The accreditation rules of a register, in plain Python."""
