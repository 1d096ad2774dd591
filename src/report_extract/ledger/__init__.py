"""Claims as the analyst's list, and forecasts as a ledger whose outcomes are filled in and scored."""
