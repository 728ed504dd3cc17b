"""`negotiation new`: a commented starting file that passes `check`."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .command import OK, Option, Wrong, command, unknown
from .options import Whole
from .speech import t, words

if TYPE_CHECKING:
    from ..scenario_form import Form

KINDS = ("scenario", "strategy")
SHORTEST, LONGEST = 1, 24                  # months of a scenario that is written

STRATEGY = '''\
"""{strategy.head}"""

from negotiation.strategies import one_at_a_time

# {strategy.lines}
#   negotiation check {file}
#   negotiation watch --players canada={file}
#   negotiation simulate --players canada={file} --games 100


@one_at_a_time
def talk(view):
    """{strategy.talk}"""
    legal = view.lines()
    # {strategy.trust}
    others = sorted((view.state.trust[j, view.me], j) for j in range(3) if j != view.me)
    names = ("us", "canada", "mexico")
    for _, j in others:
        if f"call {{names[j]}}" in legal:
            return [f"call {{names[j]}}"]
    return []


@one_at_a_time
def decide(view):
    """{strategy.decide}"""
    legal = view.lines()
    accept = [line for line in legal if line.startswith("accept") and line.endswith("three")]
    return [*accept[:1], *(line for line in legal if line == "vote renew")]
'''


@command("new", click.Argument(["kind"], metavar="scenario|strategy"), click.Argument(["name"], metavar="NAME"),
         Option(["--title"], help="cli.option.new_title"),
         Option(["--months"], type=Whole(SHORTEST, LONGEST), default=None, metavar="N", help="cli.option.new_months"),
         Option(["--trust"], multiple=True, metavar="PAIR=N", help="cli.option.new_trust"),
         Option(["--tariff"], multiple=True, metavar="COUNTRY=N", help="cli.option.new_tariff"),
         Option(["--on-everything"], is_flag=True, help="cli.option.new_everything"),
         Option(["--no-luck"], is_flag=True, help="cli.option.new_no_luck"),
         examples=("negotiation new scenario my-summer",
                   "negotiation new scenario cold-spring --months 4 --trust canada-mexico=20 --tariff canada=10",
                   "negotiation new strategy my_player"))
def command_(kind: str, name: str, title: str | None, months: int | None, trust: tuple[str, ...],
             tariff: tuple[str, ...], on_everything: bool, no_luck: bool) -> int:
    """Write the file into the current folder."""
    from ..writing import write_whole

    if kind not in KINDS:
        raise Wrong(unknown("cli.wrong.new", kind, KINDS))
    stem = name.removesuffix(".yaml").removesuffix(".py")
    if kind == "scenario" and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", stem):
        raise Wrong(f"{name}: {t('cli.new.scenario_name')}")
    if kind == "strategy" and (not re.fullmatch(r"[a-z_][a-z0-9_]*", stem) or keyword.iskeyword(stem)):
        raise Wrong(f"{name}: {t('cli.new.strategy_name')}")
    asked = title is not None or months is not None or trust or tariff or on_everything or no_luck
    if kind == "strategy" and asked:
        raise Wrong(t("cli.new.no_options"))
    path = Path(f"{stem}.yaml" if kind == "scenario" else f"{stem}.py")
    if path.exists():
        raise Wrong(f"{path}: {t('cli.new.exists')}")
    if kind == "scenario":
        form = _form(title, months, trust, tariff)
        form.spare, form.luck = not on_everything, not no_luck
        text = form.text(stem, str(path), words().language)
    else:
        text = filled(STRATEGY, stem, str(path))
    write_whole(path, text)
    print(t("cli.new.written", file=str(path), command=f"negotiation check {path}"))
    return OK


def _form(title: str | None, months: int | None, trust: tuple[str, ...], tariff: tuple[str, ...]) -> Form:
    """The form as the options fill it; what will not do is told by option."""
    from ..rules.countries import PAIR_NAMES
    from ..scenario_form import RATES, Form

    form = Form()
    if title is not None:
        form.title = title.strip()
    if months is not None:
        form.months = months
    for pair, value in _pairs("--trust", trust, PAIR_NAMES):
        if not 0 <= value <= 100:
            raise Wrong(f"--trust {pair}={value:g}: {t('file.needs_range', low='0', high='100')}")
        form.trust[pair] = value
    for country, value in _pairs("--tariff", tariff, ("canada", "mexico")):
        if value not in RATES:
            rates = ", ".join(f"{rate:g}" for rate in RATES)
            raise Wrong(f"--tariff {country}={value:g}: {t('file.use_one_of', names=rates)}")
        if country == "canada":
            form.on_canada = value
        else:
            form.on_mexico = value
    return form


def _pairs(option: str, given: tuple[str, ...], known: Sequence[str]) -> list[tuple[str, float]]:
    """NAME=NUMBER, as often as it was given."""
    out = []
    for text in given:
        name, _, number = text.partition("=")
        if name not in known:
            raise Wrong(f"{option} {text}: {t('file.use_one_of', names=', '.join(known))}")
        try:
            out.append((name, float(number)))
        except ValueError:
            raise Wrong(f"{option} {text}: {t('cli.new.needs_number')}") from None
    return out


def filled(frame: str, name: str, file: str) -> str:
    """A starting file with its comments in the language of the user."""
    for part in re.findall(r"(?<!\{)\{(strategy\.[a-z]+)\}", frame):
        frame = frame.replace(f"{{{part}}}", t(f"new.{part}").replace("{", "{{").replace("}", "}}"))
    return frame.format(name=name, file=file)
