"""PDF → text in reading order, each line with its page and box: columns, vertical text, turned pages, ruby."""
