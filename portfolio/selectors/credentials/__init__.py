"""What credentials are about: the facts they certify, who issues them, and under which addresses."""
