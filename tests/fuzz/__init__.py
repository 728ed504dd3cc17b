"""Inputs of any sort for every door that reads something, by their number."""

import sys
from pathlib import Path

# What other tests open rooms and screens with.
sys.path += [str(Path(__file__).parents[1] / folder) for folder in ("", "classroom", "screens")]
