"""How often one address or one member may knock, in a short memory that nothing of is kept."""

from __future__ import annotations

from collections import OrderedDict

MOST_KEPT = 2000                           # addresses remembered at once


class Rate:
    """`many` at once, then one every `every` seconds, for each key."""

    def __init__(self, many: int, every: float) -> None:
        self.many, self.every = many, every
        self._free: OrderedDict[str, float] = OrderedDict()        # when a key's whole allowance is there again

    def free(self, key: str, now: float) -> bool:
        """Whether this key may go on; counts nothing."""
        return max(self._free.get(key, now), now) + self.every - now <= self.many * self.every + 1e-9

    def allows(self, key: str, now: float) -> bool:
        """Whether this key may go on; counts it if so."""
        allowed = self.free(key, now)
        full = max(self._free.pop(key, now), now)
        self._free[key] = full + self.every if allowed else full
        while len(self._free) > MOST_KEPT:
            self._free.popitem(last=False)
        return allowed


WRONG_CODES = (10, 6.0)                    # ten wrong codes, then one every six seconds: ten a minute
MESSAGES = (10, 0.2)                       # five a second, ten at once
KNOCKS = (200, 0.05)                       # sockets opened by one address; a class may share one behind a hotspot
EXCESS = 50                                # messages over the limit after which a socket is closed
FRAME = 4096                               # bytes of one message
HELLO_WITHIN = 10.0                        # seconds a socket may stay without saying who it is
QUEUE = 64                                 # frames that may wait for a slow browser before it is let go
