"""Word lists: names that matter to the field, with source and licence."""
