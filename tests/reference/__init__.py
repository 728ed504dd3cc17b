"""The rules once more in plain Python, written from docs/rules.md alone; only the trade model is the engine's."""
