"""Decoded text → blocks and sentences whose every character knows its place in the source."""
