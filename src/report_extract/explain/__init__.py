"""Why a record is there, and why one is not: the report's sentences read again, and what the rules made of them."""
