"""The kinds of move, found by folder: a new word or measure is one new file here with a `KIND`."""

from __future__ import annotations

import importlib
import pkgutil

from ._kind import Kind, Measure, Word

KINDS: tuple[Kind, ...] = tuple(
    sorted(
        (
            importlib.import_module(f"{__name__}.{m.name}").KIND
            for m in pkgutil.iter_modules(__path__)
            if not m.name.startswith("_")
        ),
        key=lambda kind: kind.place,
    )
)
_words = sorted((w for kind in KINDS for w in kind.words), key=lambda w: w.place)
AIMED: tuple[Word, ...] = tuple(w for w in _words if not w.home)
HOME: tuple[Word, ...] = tuple(w for w in _words if w.home)
MEASURES: tuple[Measure, ...] = tuple(
    sorted((k.measure for k in KINDS if k.measure is not None and not k.measure.home), key=lambda m: m.place)
)
HOME_MEASURES: tuple[Measure, ...] = tuple(
    sorted((k.measure for k in KINDS if k.measure is not None and k.measure.home), key=lambda m: m.place)
)
# Numbers of words: [.., i, j, number]; 0 is silence; the diagonal uses the home words.
WORD = {w.name: n for n, w in enumerate(AIMED, 1)}
HOME_WORD = {w.name: n for n, w in enumerate(HOME, 1)}
N_WORDS = 1 + max(len(AIMED), len(HOME))
SAYING = tuple(sorted((k for k in KINDS if k.words), key=lambda k: k.place))
