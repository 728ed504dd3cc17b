"""Inputs of any sort for every door that reads something, by their number."""
