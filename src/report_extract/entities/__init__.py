"""Who and what a report speaks of: recognisers by form, list and model; identity; anaphors."""

import report_extract.analysis  # noqa: F401 - imports spaCy without its command line, before anything here imports it
