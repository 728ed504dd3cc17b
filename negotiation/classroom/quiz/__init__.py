"""Questions made from the games of the room itself: one right answer each, three wrong ones that name their mistake."""
