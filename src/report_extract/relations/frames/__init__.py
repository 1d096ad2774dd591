"""Frames of predicates and event nouns, by relation type."""
