"""What a played game shows: turning points, style, the computer in one's chair, the past it began from, questions.

Every file answers one question about a `Session`, plays nothing into it, and builds no sentences: it returns records,
and reasons that `words` turns into text.
"""
