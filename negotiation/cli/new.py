"""`negotiation new`: a commented starting file that passes `check`."""

from __future__ import annotations

import keyword
import re
from pathlib import Path

import click

from .command import OK, Wrong, command, unknown
from .speech import t

KINDS = ("scenario", "strategy")

SCENARIO = """\
# {scenario.head}
like: kick-start-2025
name: {name}
title:
  en: {title}
  es: {title}
  fr: {title}
summary:
  en: {summary[en]}
  es: {summary[es]}
  fr: {summary[fr]}

# {scenario.months}
first_month: "2025-08"
months: {{value: 12, unit: months, source: "judge: as in kick-start-2025"}}

# {scenario.seats}
seats: {{us: default, canada: default, mexico: default}}

# {scenario.state}
state:
  tariffs:
    us:
      canada:
        general: {{value: 35, unit: percent, source: "as in kick-start-2025"}}
        spare: true
  approval: {{us: 50, canada: 50, mexico: 50, source: "as in kick-start-2025"}}

# {scenario.rules}
rules: {{}}

# {scenario.luck}
luck: {{value: 1, unit: switch, source: "judge: as in kick-start-2025"}}

# {scenario.try}
#   negotiation check {file}
#   negotiation play {file}
#   negotiation simulate {file} --games 100
"""

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
         examples=("negotiation new scenario my-summer", "negotiation new strategy my_player"))
def command_(kind: str, name: str) -> int:
    """Write the file into the current folder."""
    from ..writing import write_whole

    if kind not in KINDS:
        raise Wrong(unknown("cli.wrong.new", kind, KINDS))
    stem = name.removesuffix(".yaml").removesuffix(".py")
    if kind == "scenario" and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", stem):
        raise Wrong(f"{name}: {t('cli.new.scenario_name')}")
    if kind == "strategy" and (not re.fullmatch(r"[a-z_][a-z0-9_]*", stem) or keyword.iskeyword(stem)):
        raise Wrong(f"{name}: {t('cli.new.strategy_name')}")
    path = Path(f"{stem}.yaml" if kind == "scenario" else f"{stem}.py")
    if path.exists():
        raise Wrong(f"{path}: {t('cli.new.exists')}")
    write_whole(path, filled(SCENARIO if kind == "scenario" else STRATEGY, stem, str(path)))
    print(t("cli.new.written", file=str(path), command=f"negotiation check {path}"))
    return OK


def filled(frame: str, name: str, file: str) -> str:
    """A starting file with its comments in the language of the user."""
    from ..words import words
    for part in re.findall(r"(?<!\{)\{((?:scenario|strategy)\.[a-z]+)\}", frame):
        frame = frame.replace(f"{{{part}}}", t(f"new.{part}").replace("{", "{{").replace("}", "}}"))
    title = name.replace("-", " ").replace("_", " ").capitalize()
    summary = {language: words(language)("new.scenario.summary") for language in ("en", "es", "fr")}
    return frame.format(name=name, title=title, file=file, summary=summary)
