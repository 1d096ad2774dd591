"""A sample of the output for people to judge, and the precision that their verdicts show."""
