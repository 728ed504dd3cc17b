"""Sums, products and inverses in one fixed order of plain + - * /, so that their bits do not depend on the
machine.

Linear-algebra libraries add in another order for another processor, number of threads or number of columns.
These do not. Games lie on the last axis.
"""

from __future__ import annotations

from types import EllipsisType

import numpy as np
from numpy.typing import NDArray

from negotiation.economy.portable import Floats

Singles = NDArray[np.float32]


def total(x: Floats, axis: int = -1) -> Floats:
    """Sum over one axis (counted from the front, or the last one), from the first element to the last."""
    before: tuple[slice | EllipsisType, ...] = (...,) if axis < 0 else (slice(None),) * axis
    out: Floats = x[(*before, 0)].copy()
    for k in range(1, x.shape[axis]):
        out += x[(*before, k)]
    return out


def inverse(matrix: Floats) -> Floats:
    """Inverse of a square matrix by Gauss-Jordan elimination with row exchange. Raises ValueError if
    singular.
    """
    size = len(matrix)
    a = np.concatenate([matrix, np.eye(size)], axis=1)
    for p in range(size):
        q = p + int(np.abs(a[p:, p]).argmax())
        if a[q, p] == 0.0:
            raise ValueError("singular matrix")
        a[[p, q]] = a[[q, p]]
        a[p] /= a[p, p]
        column = a[:, p].copy()
        column[p] = 0.0
        a -= column[:, None] * a[p]
    return np.ascontiguousarray(a[:, size:])


def fused() -> bool:
    """Does this build of numpy add and multiply in one rounding inside einsum? Some do on ARM; x86 wheels
    do not.
    """
    step = 1 / 2**30  # -1 + (1 + step)(1 - step): 0 if the product is rounded first, -1/2**60 if it is not
    first = np.repeat([[1.0], [1.0 + step]], 16, axis=1)
    second = np.repeat([[-1.0], [1.0 - step]], 16, axis=1)
    along = np.einsum("ib,ib->b", first, second)
    across = np.einsum("ij,jb->ib", first[:, :1].T.copy(), second)
    return bool(along.any() or across.any())


class Products:
    """The products the solver needs. Every sum runs from its first term to its last, rounding product and
    sum apart.

    einsum does just that, fast, unless the build fuses the two; then the sums are written out (about half
    the speed).
    """

    def __init__(self, written: bool | None = None) -> None:
        """Written-out sums or einsum; by default whichever keeps the bits."""
        self.written = fused() if written is None else written

    def regional(self, matrix: Floats, block: Floats, out: Floats | None = None) -> Floats:
        """A matrix a region: `[n, i, j]` times `[n, j, games]` is `[n, i, games]`."""
        if out is None:
            out = np.empty((*matrix.shape[:2], block.shape[-1]))
        if not self.written:
            return np.einsum("nij,njb->nib", matrix, block, out=out)
        out[...] = 0.0
        for j in range(matrix.shape[2]):
            out += matrix[:, :, j, None] * block[:, None, j]
        return out

    def over_sellers(self, border: Floats, offer: Floats) -> Floats:
        """`[buyer, seller, good, games]` times `[seller, good, games]`, summed over sellers."""
        if not self.written:
            return np.asarray(np.einsum("nijb,ijb->njb", border, offer))
        out = np.zeros((len(border), *border.shape[2:]))
        for seller, price in enumerate(offer):
            out += border[:, seller] * price
        return out

    def over_buyers(self, border: Floats, demand: Floats) -> Floats:
        """`[buyer, seller, good, games]` times `[buyer, good, games]`, summed over buyers."""
        if not self.written:
            return np.asarray(np.einsum("nijb,njb->ijb", border, demand))
        out = np.zeros(border.shape[1:])
        for row, wanted in zip(border, demand, strict=True):
            out += row * wanted
        return out

    def dot(self, first: Floats, second: Floats) -> Floats:
        """`[i, games]` times `[i, games]`, summed over i."""
        if not self.written:
            return np.asarray(np.einsum("ib,ib->b", first, second))
        out = np.zeros(first.shape[1])
        for one, other in zip(first, second, strict=True):
            out += one * other
        return out

    def rough(self, matrix: Singles, block: Floats) -> Floats:
        """`[i, j]` times `[j, games]` in single precision: for a step whose errors the next step mends."""
        half = block.astype(np.float32)
        if not self.written:
            return np.asarray(np.einsum("ij,jb->ib", matrix, half), np.float64)
        out = np.zeros((len(matrix), block.shape[1]), np.float32)
        for j, row in enumerate(half):
            out += matrix[:, j, None] * row
        return out.astype(np.float64)
