"""Sums, products and inverses in one fixed order of plain + - * /, so that their bits do not depend on the machine.

Games lie on the last axis. Linear-algebra libraries pick another order of adding for another processor, number of
threads or number of columns; these do not.
"""

from __future__ import annotations

import numpy as np

from negotiation.economy.portable import Floats


def total(x: Floats, axis: int = -1) -> Floats:
    """Sum over one axis, from the first element to the last."""
    parts = np.moveaxis(x, axis, 0)
    out = parts[0].copy()
    for part in parts[1:]:
        out += part
    return out


def inverse(matrix: Floats) -> Floats:
    """Inverse of a square matrix by Gauss-Jordan elimination with row exchange; a singular matrix raises ValueError."""
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


def _written(subscripts: str, first: Floats, second: Floats, out: Floats | None = None) -> Floats:
    """The products below, each summed from the first term to the last, one rounding a product and one a sum."""
    if out is None:
        shapes = {
            "ij,jb->ib": first.shape[:1] + second.shape[1:],
            "nij,njb->nib": first.shape[:2] + second.shape[2:],
            "nijb,ijb->njb": first.shape[:1] + second.shape[1:],
            "nijb,njb->ijb": first.shape[1:],
            "ib,ib->b": first.shape[1:],
        }
        out = np.empty(shapes[subscripts])
    out[...] = 0.0
    for k in range(second.shape[1] if subscripts == "nij,njb->nib" else second.shape[0]):
        if subscripts == "ij,jb->ib":
            out += first[:, k, None] * second[k]
        elif subscripts == "nij,njb->nib":
            out += first[:, :, k, None] * second[:, None, k]
        elif subscripts == "nijb,ijb->njb":
            out += first[:, k] * second[k]
        elif subscripts == "nijb,njb->ijb":
            out += first[k] * second[k]
        else:
            out += first[k] * second[k]
    return out


def _summed(subscripts: str, first: Floats, second: Floats, out: Floats | None = None) -> Floats:
    if out is None:
        return np.einsum(subscripts, first, second)
    return np.einsum(subscripts, first, second, out=out)


def _fuses() -> bool:
    """Does this build of numpy multiply and add in one rounding inside einsum? (Some do on ARM; x86 wheels do not.)"""
    step = 2.0**-30  # -1 + (1 + step)(1 - step) is 0 when the product is rounded first, and -2**-60 when it is not
    first = np.repeat([[1.0], [1.0 + step]], 16, axis=1)
    second = np.repeat([[-1.0], [1.0 - step]], 16, axis=1)
    along = np.einsum("ib,ib->b", first, second)
    across = np.einsum("ij,jb->ib", first[:, :1].T.copy(), second)
    return bool(along.any() or across.any())


product = _written if _fuses() else _summed
"""product(subscripts, first, second, out=None): einsum's result for the five products the model uses, same bits everywhere."""
