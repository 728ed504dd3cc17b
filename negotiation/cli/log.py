"""The log of `-v`: what is loaded, kept and played, one line each on standard error, in English, as code is."""

from __future__ import annotations

import logging
import platform
import sys

from .. import __version__
from ..rules import VERSION

FORM = "%(relativeCreated)7d ms  %(name)s: %(message)s"


def begin(times: int) -> None:
    """Log from now on: once tells the steps, twice every detail of ours."""
    if _handler() is None:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter(FORM))
        ours().addHandler(handler)
    ours().setLevel(logging.INFO if times == 1 else logging.DEBUG)
    ours().info("negotiation %s, rules %s, Python %s, %s", __version__, VERSION, platform.python_version(),
                platform.platform())


def end() -> None:
    """Log no more."""
    handler = _handler()
    if handler is not None:
        ours().removeHandler(handler)
    ours().setLevel(logging.NOTSET)


def ours() -> logging.Logger:
    """The logger above those of every module."""
    return logging.getLogger("negotiation")


def _handler() -> logging.Handler | None:
    return next((each for each in ours().handlers if isinstance(each, logging.StreamHandler)), None)
