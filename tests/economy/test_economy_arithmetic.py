"""The floor's own exp, log, sums and inverse; and nothing in it may lean on a linear-algebra library."""

import ast
import math
from pathlib import Path

import numpy as np
import pytest

import negotiation.economy
from negotiation.economy.arithmetic import Products, inverse, total
from negotiation.economy.portable import exp, log

ALLOWED = {
    "numpy", "__future__", "collections", "dataclasses", "functools", "hashlib", "numbers", "types", "typing",
}
BANNED = {
    "linalg", "dot", "matmul", "vdot", "inner", "tensordot", "einsum_path", "sum", "mean", "cumsum", "prod",
    "exp", "expm1", "log", "log1p", "power", "float_power", "cbrt",
}
FLOOR = sorted(Path(negotiation.economy.__file__).parent.glob("*.py"))


def test_exp_is_within_two_units_of_the_last_place():
    x = np.concatenate([np.linspace(-700, 700, 20001), np.linspace(-1, 1, 20001), [0.0, -0.0, 1e-300]])
    exact = np.array([math.exp(v) for v in x])
    assert np.abs(exp(x) / exact - 1).max() < 4.5e-16
    assert exp(np.zeros(1))[0] == 1.0


def test_log_is_within_two_units_of_the_last_place():
    x = np.concatenate([np.logspace(-300, 300, 20001), np.linspace(0.5, 2, 20001)])
    exact = np.array([math.log(v) for v in x])
    error = np.abs(log(x) - exact)
    assert (error <= 4.5e-16 * np.maximum(np.abs(exact), 2e-308)).all()
    assert log(np.ones(1))[0] == 0.0


def test_exp_and_log_take_what_lies_outside_their_range():
    assert np.array_equal(exp(np.array([1e9, -1e9])), exp(np.array([700.0, -700.0])))
    assert np.isnan(exp(np.array([np.nan])))[0]
    assert np.array_equal(log(np.array([0.0, -3.0])), np.full(2, log(np.array([2.2250738585072014e-308]))[0]))


def test_exp_may_write_over_its_argument():
    x = np.linspace(-3, 3, 64).reshape(4, 16)
    wanted = exp(x)
    assert exp(x, out=x) is x
    assert np.array_equal(x, wanted)


@pytest.mark.parametrize("axis", [0, 1, 2, -1])
def test_a_total_adds_from_first_to_last(axis):
    x = np.random.default_rng(0).normal(size=(5, 6, 7))
    wanted = np.zeros(np.delete(x.shape, axis))
    for part in np.moveaxis(x, axis, 0):
        wanted = wanted + part
    assert np.array_equal(total(x, axis), wanted)


def test_the_inverse_of_a_matrix_undoes_it():
    matrix = np.random.default_rng(0).normal(size=(9, 9))
    matrix[0, 0] = 0.0
    assert np.abs(np.einsum("ij,jk->ik", inverse(matrix), matrix) - np.eye(9)).max() < 1e-12
    with pytest.raises(ValueError, match="singular"):
        inverse(np.ones((3, 3)))


def test_written_products_have_the_bits_of_the_default_ones():
    source = np.random.default_rng(0)
    quick, written = Products(), Products(written=True)
    border, block = source.normal(size=(4, 4, 7, 16)), source.normal(size=(4, 7, 16))
    matrix, square = source.normal(size=(4, 9, 7)), source.normal(size=(60, 60)).astype(np.float32)
    flat = source.normal(size=(60, 16))
    for name, first, second in (("over_sellers", border, block), ("over_buyers", border, block),
                                ("regional", matrix, block), ("rough", square, flat), ("dot", flat, flat)):
        one, two = (getattr(products, name)(first, second) for products in (quick, written))
        assert np.array_equal(one, two), name


@pytest.mark.parametrize("path", FLOOR, ids=lambda path: path.name)
def test_no_file_of_the_floor_uses_a_library_whose_bits_depend_on_the_machine(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "np":
            assert node.attr not in BANNED, f"{path.name}:{node.lineno} np.{node.attr}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in {"sum", "mean", "prod", "cumsum"}, f"{path.name}:{node.lineno}"
        if isinstance(node, (ast.BinOp, ast.AugAssign)):
            assert not isinstance(node.op, ast.MatMult), f"{path.name}:{node.lineno} @"
            sides = (getattr(node, "left", None), getattr(node, "right", None))
            constant = all(isinstance(side, ast.Constant) for side in sides)
            assert constant or not isinstance(node.op, ast.Pow), f"{path.name}:{node.lineno} **"
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            for name in names:
                own = name.startswith("negotiation.economy") or name.split(".")[0] in ALLOWED
                assert own, f"{path.name}:{node.lineno} imports {name}"
