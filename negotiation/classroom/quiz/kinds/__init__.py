"""The kinds of item, one file each."""
