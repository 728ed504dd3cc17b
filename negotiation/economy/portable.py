"""exp and log from plain arithmetic, so that a game has the same bits on every processor.

The C library's exp and log change in the last digit with the processor and the library version. These use
only + - * /, rounding to a whole number by adding a large constant, and shifts of the exponent field. IEEE
754 specifies each of them exactly, and numpy makes every operation a loop of its own, so nothing is fused.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

_ROUND = 1.5 * 2.0**52  # added to a float below 2**51 it leaves the nearest whole number in the low bits
_ROUND_BITS = int(np.array(_ROUND).view(np.int64))
_BIAS = 1023  # of the exponent field
_LN2_HIGH = 6.93147180369123816490e-01  # ln 2 in two parts; the first ends in zero bits: k * high is exact
_LN2_LOW = 1.90821492927058770002e-10
_LIMIT = 700.0
_TINY = float(np.finfo(np.float64).tiny)
_EXP = (4.13813679705723846039e-08, -1.65339022054652515390e-06, 6.61375632143793436117e-05,
        -2.77777777770155933842e-03, 1.66666666666666019037e-01)
_HALF_SQRT2 = 0x3FE6A09E667F3BCD  # bits of sqrt(1/2)
_ONE = _BIAS << 52
_LOG_EVEN = (3.999999999940941908e-01, 2.222219843214978396e-01, 1.531383769920937332e-01)
_LOG_ODD = (6.666666666666735130e-01, 2.857142874366239149e-01, 1.818357216161805012e-01,
            1.479819860511658591e-01)


def exp(x: Floats, out: Floats | None = None) -> Floats:
    """e to the x, element by element; relative error under 4e-16.

    Arguments beyond ±700 count as ±700; nan stays nan. `x` has at least one axis; `out` may be `x` itself.
    Constants: FreeBSD msun `e_exp.c` (Sun Microsystems).
    """
    r = np.minimum(x, _LIMIT)
    np.maximum(r, -_LIMIT, out=r)
    power = r * 1.4426950408889634  # x / ln 2
    power += _ROUND
    k = power - _ROUND
    part = k * _LN2_HIGH
    r -= part
    k *= _LN2_LOW
    r -= k  # x = k ln 2 + r with |r| <= ln 2 / 2
    square = np.multiply(r, r, out=k)
    c = np.multiply(square, _EXP[0], out=part)
    for term in _EXP[1:]:
        c += term
        c *= square
    np.subtract(r, c, out=c)
    two = np.subtract(2.0, c, out=square)
    c *= r
    c /= two  # e**r = 1 + r + r c / (2 - c)
    c += r
    c += 1.0
    bits = power.view(np.int64)  # the low bits hold k; shifted up they are the exponent of 2**k
    bits -= _ROUND_BITS - _BIAS
    bits <<= 52
    return np.multiply(c, power, out=out)


def log(x: Floats, out: Floats | None = None) -> Floats:
    """Natural logarithm, element by element; error about one unit in the last place.

    Anything below the smallest normal number, zero and negative included, counts as that number (log is
    -708.4); nan is not looked for. `x` has at least one axis; `out` may be `x` itself. Method and
    constants: FreeBSD msun `e_log.c` (Sun Microsystems).
    """
    whole = np.maximum(x, _TINY).view(np.uint64)
    exponent = whole + np.uint64(_ONE - _HALF_SQRT2)
    fraction = (whole - (exponent & np.uint64(0xFFF << 52)) + np.uint64(_ONE)).view(np.float64)
    f = fraction - 1.0  # x = 2**k (1 + f) with 1 + f between sqrt(1/2) and sqrt 2
    exponent >>= np.uint64(52)
    exponent |= np.uint64(0x433 << 52)  # the bits of 2**52 + k + bias, which is quicker than a conversion
    k = exponent.view(np.float64)
    k -= 2.0**52 + _BIAS
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    even = w * (_LOG_EVEN[0] + w * (_LOG_EVEN[1] + w * _LOG_EVEN[2]))
    odd = z * (_LOG_ODD[0] + w * (_LOG_ODD[1] + w * (_LOG_ODD[2] + w * _LOG_ODD[3])))
    half = 0.5 * f * f
    low = s * (half + (even + odd)) + k * _LN2_LOW
    return np.subtract(k * _LN2_HIGH, (half - low) - f, out=out)
