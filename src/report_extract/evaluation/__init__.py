"""Gold annotations, and how near a run comes to them; reads records only and never runs the pipeline."""
