"""Claims: what is said, how surely, on what condition, by whom."""
