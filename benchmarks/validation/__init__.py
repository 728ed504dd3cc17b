"""The rules tried out: the tables of the rules page's section on validation, made anew with the engine itself.

A part is a module with a TITLE, `tasks(games)`, what there is to play or reckon, and `tables(results, games)`. The
figures that the design of the rules found with its own sketch of an engine are data (`design.yaml`); they stand beside
the product's, with the range in which two honest runs of the same game may differ.
"""
