"""Claims: entered on the form of the regulation, assessed or counted until sampled, corrected by new claims."""
