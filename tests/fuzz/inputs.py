"""Texts and values of any sort, made from good ones: a seed gives the same input everywhere."""

from __future__ import annotations

import random
from typing import Any

SCALARS = (
    "1e999", "-1e999", ".nan", ".inf", "-.inf", "9" * 400, "-" + "9" * 400, "0x" + "f" * 300, "0o777",
    "190:20:30", "null",
    "~", "[]", "{}", "true", "no", "'\\0'", '"\\0"', '"\\ud800"', '"\\U0010FFFF"',
    "!!python/object/apply:os.system [x]",
    "!!binary AAAA", "!!set {a, b}", "!x y", "*a", "&a [*a]", "[" * 30 + "]" * 30, "{a: " * 30 + "}" * 30,
    "-1", "0", "3.5",
    "1e-320", "2147483648", str(2**63), str(2**63 - 1), "''", "us", "canada", "mexico", "2025-08", "2025-13",
    "0000-01",
    "a" * 5000, "..", "../..", "/dev/zero", "/", "~root", "%s%n", "{0}", "{us: {us: 1}}", "[1, [2, [3]]]",
    "2001-12-14",
    "<<", "? [a]", "|", ">", "@", "`", "kick-start-2025", "renewed", "50", "[0, 5, 10, 25, 35, 50]",
    "'\u202e'", "\u00e9",
)
LINES = (
    "&x a: *x", "<<: *x", "? a\n: b", "--- ", "...", "%YAML 9.9", "months: 3", "\tmonths: 3", "end",
    "seed: -1", "| like: tiny",
    "us: pass", "us: offer all renew renew", "canada: us: call us", "month 1 talk",
    "month 9999 decide planned", "branches: 3",
    "digest sha256:" + "0" * 64, "canada: visit canada", "mexico: wall us 1e9 all", "\ufeff", "\u2028",
    "grid: {a: [1]}",
)
WORDS = ("us", "canada", "mexico", "all", "call", "visit", "offer", "wall", "sector", "metals", "renew",
    "separate", "quietly",
         "three", "us_on_canada=2", "access=9", "access=-1", "drop", "25", "sparing", ":", "::", "=", "pass",
         "nan", "\0")


def bytes_near(good: bytes, draw: random.Random) -> bytes:
    """A text with a few things changed: bytes, lines, values."""
    data = good
    for _ in range(draw.choice((1, 1, 1, 2, 3, 6))):
        data = CHANGES[draw.randrange(len(CHANGES))](data, draw)
    return data[:1_100_000]


def _some_byte(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data) + 1)
    return data[:at] + bytes([draw.randrange(256)]) + data[at + draw.randrange(2):]


def _cut(data: bytes, draw: random.Random) -> bytes:
    return data[:draw.randrange(len(data) + 1)]


def _gap(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data) + 1)
    return data[:at] + data[at + draw.randrange(200):]


def _line(data: bytes, draw: random.Random) -> bytes:
    rows = data.split(b"\n")
    at = draw.randrange(len(rows))
    turn = draw.randrange(4)
    if turn == 0:
        del rows[at]
    elif turn == 1:
        rows.insert(at, rows[draw.randrange(len(rows))])
    elif turn == 2:
        rows.insert(at, draw.choice(LINES).encode())
    else:
        rows[at] = b" " * draw.randrange(6) + rows[at].strip()
    return b"\n".join(rows)


def _value(data: bytes, draw: random.Random) -> bytes:
    """Another value behind a key, or another key before a value."""
    rows = data.split(b"\n")
    keyed = [n for n, row in enumerate(rows) if b": " in row]
    if not keyed:
        return _some_byte(data, draw)
    at = draw.choice(keyed)
    key, _, _ = rows[at].partition(b": ")
    if draw.random() < 0.85:
        rows[at] = key + b": " + draw.choice(SCALARS).encode("utf-8", "surrogatepass")
    else:
        other = rows[draw.choice(keyed)].partition(b": ")[0].strip()
        rows[at] = key[:len(key) - len(key.strip())] + other + b": " + rows[at].partition(b": ")[2]
    return b"\n".join(rows)


def _many(data: bytes, draw: random.Random) -> bytes:
    return data + draw.choice((b"\n", b"#", b"x: 1\n", b"- \n", b"[", b"\xff")) * draw.choice((1, 50, 3000))


CHANGES = (_some_byte, _cut, _gap, _line, _line, _value, _value, _value, _value, _many)


def text(draw: random.Random) -> str:
    """A line somebody might type, or might not."""
    turn = draw.random()
    if turn < 0.5:
        return " ".join(draw.choice(WORDS) for _ in range(draw.randrange(8)))
    if turn < 0.7:
        return draw.choice(SCALARS)[:400]
    return "".join(chr(draw.choice((draw.randrange(32, 127),
        draw.randrange(0x110000)))) for _ in range(draw.randrange(20)))


def value(draw: random.Random, depth: int = 0) -> Any:
    """Anything JSON can hold, nested a little or very much."""
    turn = draw.randrange(12 if depth < 4 else 9)
    if turn == 9:
        return [value(draw, depth + 1) for _ in range(draw.randrange(5))]
    if turn == 10:
        return {draw.choice(("text", "game", "seat", "lines", "country", "answers", "x",
            "")): value(draw, depth + 1)
                for _ in range(draw.randrange(4))}
    if turn == 11:
        deep: Any = []
        for _ in range(draw.choice((3, 60, 400))):
            deep = [deep]
        return deep
    return (None, True, draw.randrange(-3, 5), 10**draw.randrange(400), float("nan"), float("inf"),
        draw.uniform(-2, 2),
            text(draw), draw.choice(("us", "canada", "en", "talk", "pass", "1", "\ud800", "a" * 3000)))[turn]
