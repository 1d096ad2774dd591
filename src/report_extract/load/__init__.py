"""Reports into databases, tables and graphs, again and again without doubling."""
