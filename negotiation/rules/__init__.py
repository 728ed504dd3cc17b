"""The rules of the game: pure functions on arrays whose last axes are countries; any axes in front are games.

Four house rules. Axes are counted from the right (`[..., i, j]` reads "i toward j"). No branch looks at a state's
values: `np.where`, minimum, clip. Arithmetic only, one written sum an axis. Everything in a phase is
reckoned from the
state at its start, so the order of the kinds of move cannot matter.
"""

VERSION = "1.3"  # changes whenever some game would end otherwise than before
