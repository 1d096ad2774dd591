"""Relations: frames of predicates and event nouns, and the static ones that juxtaposition states."""
