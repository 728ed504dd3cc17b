"""Exact answers on the tiny rules: best replies, exploitability, equilibria; bounds on larger ones."""
