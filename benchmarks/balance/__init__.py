"""Whether the game is a good one: how much cheating pays, what is used, and whether there is something to decide.

A table is a module with a TITLE, `tasks(asked)`, what there is to play, and `report(results, asked)`: its tables, and
its bars with their verdicts. Arms of a comparison have the same seeds, so that they have the same luck.
"""
