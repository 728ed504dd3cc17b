"""The cards, one file each: describe, analyze, apply."""
