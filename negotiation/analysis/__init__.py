"""What a played game shows: turning points, style, the computer in one's chair, the past it began from, questions;
what there was to agree on, what coalitions could make, and what one other act would have changed.

Every file answers one question about a `Session` or a state, plays nothing into it, and builds no sentences: it returns
records, and reasons that `words` turns into text.
"""
