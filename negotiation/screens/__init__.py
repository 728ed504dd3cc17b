"""The window. A screen is records and answers to events; only `draw*.py` and `window.py` know pygame."""
