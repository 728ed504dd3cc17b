"""Small faults put into the economy and the rules, one at a time: does a short part of the tests notice?

`python -m benchmarks.mutants --sample 500 --seed 1 --minutes 60 --out build/mutants.jsonl` (`make mutants`). A mutant
is one changed place of one file: a comparison, an operation, a number, a condition, a call. Each is tried in a process
of its own against the tests of `SUBSET`, which stop at the first failure. What was tried is kept in the file, a line
a mutant, and not tried again; the table at the end is written from it.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.machinery
import importlib.util
import json
import math
import os
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("economy", "rules")
SUBSET = ("tests/reference", "tests/test_cases.py", "tests/rules", "tests/economy/test_economy_bits.py",
          "tests/economy/test_economy_cases.py", "tests/economy/test_economy_identities.py",
          "tests/economy/test_economy_calibration.py", "tests/economy/test_economy_trade.py",
          "tests/economy/test_economy_edges.py")
SLOW = ("processor_without", "mask_equals_what_step", "another_money", "memory_stays_flat", "any_batch_and_place")
GAMES = "8"                # of the reference
CPU_SECONDS = 40           # a mutant that runs longer hangs, and is noticed
IMPORTED = "ignore:Module already imported"  # hypothesis, once for all children
Z = 1.96                   # of a 95 % interval
COMPARED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
REVERSED = {ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt}
WORKED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr,
          ast.BitOr: ast.BitAnd, ast.Mod: ast.Add, ast.FloorDiv: ast.Mult}
CALLED = {"maximum": "minimum", "minimum": "maximum", "any": "all", "all": "any", "max": "min", "min": "max"}


@dataclass(frozen=True)
class Mutant:
    """One changed place: the file, the line, what stood there and what stands there now."""

    file: str
    line: int
    sort: str
    was: str
    now: str
    place: int  # among the places of the file


class Places(ast.NodeVisitor):
    """Every place of a tree that can be changed, as (node, sort, change)."""

    def __init__(self) -> None:
        self.found: list[tuple[ast.AST, str, ast.AST]] = []

    def change(self, node: ast.AST, sort: str, **fields: object) -> None:
        other = copy.copy(node)
        for name, value in fields.items():
            setattr(other, name, value)
        self.found.append((node, sort, other))

    def visit_Compare(self, node: ast.Compare) -> None:
        for sort, table in (("bound", COMPARED), ("comparison", REVERSED)):
            for n, op in enumerate(node.ops):
                if type(op) in table:
                    ops = [table[type(op)]() if k == n else old for k, old in enumerate(node.ops)]
                    self.change(node, sort, ops=ops)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if type(node.op) in WORKED:
            self.change(node, "operation", op=WORKED[type(node.op)]())
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if type(node.op) in WORKED:
            self.change(node, "operation", op=WORKED[type(node.op)]())
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        self.change(node, "condition", op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not | ast.Invert | ast.USub):
            self.found.append((node, "sign", node.operand))
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        if not (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            self.change(node, "condition", test=ast.UnaryOp(ast.Not(), node.test))
            self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.change(node, "condition", body=node.orelse, orelse=node.body)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.change(node, "number", value=not node.value)
        elif isinstance(node.value, int):
            self.change(node, "number", value=node.value + 1)
        elif isinstance(node.value, float):
            self.change(node, "number", value=node.value * 1.1 if node.value else 1.0)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in CALLED:
            func = copy.copy(node.func)
            setattr(func, "attr" if isinstance(func, ast.Attribute) else "id", CALLED[name])
            self.change(node, "call", func=func)
        if name == "where" and len(node.args) == 3:
            self.change(node, "choice", args=[node.args[0], node.args[2], node.args[1]])
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self.found.append((node, "left out", ast.Pass()))
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for part in (*node.decorator_list, *node.args.defaults, *node.body):  # annotations are no program
            self.visit(part)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)


class Exchanged(ast.NodeTransformer):
    """One node in place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def places(file: Path) -> tuple[ast.Module, list[tuple[ast.AST, str, ast.AST]]]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    seen = Places()
    seen.visit(tree)
    return tree, seen.found


def mutants() -> Iterator[Mutant]:
    """All of them, in the order of files and places."""
    for package in PACKAGES:
        for file in sorted((ROOT / "negotiation" / package).rglob("*.py")):
            _, found = places(file)
            for place, (old, sort, new) in enumerate(found):
                was, now = (" ".join(ast.unparse(ast.fix_missing_locations(n)).split())[:110] for n in (old, new))
                yield Mutant(str(file.relative_to(ROOT)), old.lineno, sort, was, now, place)


def code_of(mutant: Mutant) -> CodeType:
    file = ROOT / mutant.file
    tree, found = places(file)
    old, _, new = found[mutant.place]
    ast.copy_location(new, old)
    changed = ast.fix_missing_locations(Exchanged(old, new).visit(tree))
    return compile(changed, str(file), "exec")


class Planted(importlib.machinery.SourceFileLoader):
    """Loads a file with the mutant in it."""

    code: CodeType

    def get_code(self, fullname: str) -> CodeType:
        return self.code

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)


def plant(mutant: Mutant) -> None:
    """From now on the mutant's module is imported with the fault in it."""
    name = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    code = code_of(mutant)

    class Finder:
        @staticmethod
        def find_spec(fullname: str, path: object = None, target: object = None) -> object:
            if fullname != name:
                return None
            loader = Planted(fullname, str(ROOT / mutant.file))
            loader.code = code
            return importlib.util.spec_from_file_location(fullname, ROOT / mutant.file, loader=loader)

    sys.meta_path.insert(0, Finder())  # type: ignore[arg-type]


def tested(mutant: Mutant | None) -> tuple[str, str, float]:
    """What became of a mutant (None: the program as it is): killed, slow or survived; by which test; CPU seconds."""
    import pytest

    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        told: list[str] = []

        class Watch:
            @staticmethod
            def pytest_runtest_logreport(report: pytest.TestReport) -> None:
                if report.failed and not told:
                    told.append(report.nodeid)

        try:
            if mutant is not None:
                plant(mutant)
            near = mutant is not None and "/economy/" in mutant.file
            subset = sorted(SUBSET, key=lambda name: "economy" not in name) if near else SUBSET
            left_out = " and ".join(f"not {name}" for name in SLOW)
            status = pytest.main(["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-W", IMPORTED, "-k", left_out,
                                  *subset], [Watch()])
            os.write(writer, json.dumps([int(status), told[:1]]).encode())
        except BaseException as error:
            os.write(writer, json.dumps([1, [f"import: {type(error).__name__}"]]).encode())
        os._exit(0)
    os.close(writer)
    answer = b""
    while part := os.read(reader, 65536):
        answer += part
    os.close(reader)
    _, status, used = os.wait4(child, 0)
    seconds = used.ru_utime + used.ru_stime
    if not answer:
        return ("slow" if os.WIFSIGNALED(status) else "killed"), f"ended by {status}", seconds
    code, told = json.loads(answer)
    return ("survived" if code == 0 else "killed"), (told[0] if told else "import"), seconds


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """A 95 % interval of a share."""
    share, n = hits / tries, tries
    middle = share + Z * Z / (2 * n)
    width = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return (middle - width) / (1 + Z * Z / n), (middle + width) / (1 + Z * Z / n)


def table(rows: Sequence[dict[str, object]]) -> list[str]:
    """Mutants by package and sort, and the survivors, as Markdown."""
    out = ["| where | mutants | killed | share | 95 % interval |", "|---|---|---|---|---|"]
    groups = {package: [r for r in rows if f"/{package}/" in str(r["file"])] for package in PACKAGES}
    groups.update({str(s): [r for r in rows if r["sort"] == s] for s in sorted({str(r["sort"]) for r in rows})})
    for name, some in ({**groups, "**all**": list(rows)}).items():
        if some:
            dead = sum(r["end"] != "survived" for r in some)
            low, high = wilson(dead, len(some))
            out.append(f"| {name} | {len(some)} | {dead} | {dead / len(some):.0%} | {low:.0%} to {high:.0%} |")
    out += ["", "Survivors:", ""]
    for r in rows:
        if r["end"] == "survived":
            out.append(f"* `{r['file']}:{r['line']}` {r['sort']}: `{r['was']}` → `{r['now']}`")
    return out


def main() -> int:
    """Try a seeded sample, go on where an earlier run stopped, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=600.0)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "mutants.jsonl")
    asked = parser.parse_args()
    os.chdir(ROOT)
    os.environ["NEGOTIATION_REFERENCE_GAMES"] = GAMES
    import hypothesis  # noqa: F401  once, for all children
    import numpy  # noqa: F401
    import yaml  # noqa: F401

    everything = list(mutants())
    chosen = random.Random(asked.seed).sample(everything, min(asked.sample, len(everything)))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in asked.out.read_text().splitlines()] if asked.out.exists() else []
    known = {(r["file"], r["place"], r["was"]) for r in rows}
    end, by, seconds = tested(None)
    print(f"{len(everything)} places; the tests without a fault: {end}, {seconds:.1f} CPU seconds", flush=True)
    if end != "survived":
        print(f"{by} fails without a fault")
        return 1
    begun = time.monotonic()
    for mutant in chosen:
        if time.monotonic() - begun > asked.minutes * 60:
            break
        if (mutant.file, mutant.place, mutant.was) in known:
            continue
        end, by, seconds = tested(mutant)
        rows.append({**asdict(mutant), "end": end, "by": by, "seconds": round(seconds, 1)})
        with asked.out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(rows[-1]) + "\n")
    print("\n".join(table(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
