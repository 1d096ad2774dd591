"""Path or bytes → decoded text: what a report says before anything is repaired."""
