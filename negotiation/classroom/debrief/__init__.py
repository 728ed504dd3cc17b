"""What a class looks at after it has played: ten cards made from the room's own log, and the tables to take away.

`facts` counts, `deck` tells (a card is a file), `drawing` draws; nothing here plays or changes a game of the room.
"""
