"""Applications for accreditation, from draft to decision: one module per stage, one function per use case."""
