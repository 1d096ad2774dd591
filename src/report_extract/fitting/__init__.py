"""Learning the weights of evidence from annotated reports."""
