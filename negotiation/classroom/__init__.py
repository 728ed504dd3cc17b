"""The classroom: many games in one room, from the teacher's own computer; every rule is asked of a game at hand."""
