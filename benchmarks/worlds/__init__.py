"""`python -m benchmarks.worlds`: whether the shipped scenarios are worlds of their own, and teach what they promise."""
