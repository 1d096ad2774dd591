"""Who and what a report speaks of: recognisers by form, list and model; identity; anaphors."""
