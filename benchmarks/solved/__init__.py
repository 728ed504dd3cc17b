"""The exact figures of `tiny`, stored: `python -m benchmarks.solved` makes them anew."""
