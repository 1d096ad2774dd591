"""``python -m report_extract``."""

from report_extract.cli import main

main()
