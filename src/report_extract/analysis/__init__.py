"""GiNZA's analysis of repaired text, and the bunsetsu, predicates and arguments read from it."""
