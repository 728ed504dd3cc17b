"""Runs that take longer than tests: what the rules were tested by, and how fast they are. Not in the wheel."""
