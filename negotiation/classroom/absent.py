"""The page for who was absent: one HTML file with what was asked, how one game of the class went, and how to play it.

It holds nothing of any person: no alias, no talk, no sentence that somebody wrote. It needs no server and no script.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from ..rules.names import NAMES
from ..scenarios import names as scenario_names
from ..words import Words
from . import brief, lesson
from .board import ending, month_told
from .event import Refused
from .room import Room
from .table import Table

STYLE = Path(__file__).with_name("page") / "absent.css"


def page(room: Room, language: str) -> str:
    """The whole file in one language. Raises Refused while no game has come to its end."""
    t = room.words(language)
    over = [table for table in room.tables.values() if table.session.over]
    if not over:
        raise Refused("room.refused.no_end")
    # The game in which most was signed tells most.
    shown = max(over, key=lambda table: (_signed(table), -table.number))
    title = t.told(room.carried["title"][language]) if room.carried else t("absent.title")
    body = [_opening(room, t, title), *_briefs(shown, t), _class(room, t), *_course(shown, t), _after(room, t)]
    return (f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(title)}</title>\n<style>{STYLE.read_text('utf-8')}</style>\n</head>\n<body>\n<main>\n"
            + "\n".join(body) + "\n</main>\n</body>\n</html>\n")


def _signed(table: Table) -> int:
    return sum(int((played.transition.notes["signed_deal"] >= 0).sum())
               for played in table.session.past if "signed_deal" in played.transition.notes)


def _list(rows: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(row)}</li>' for row in rows)}</ul>"


def _part(title: str, *inside: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{''.join(inside)}</section>"


def _p(text: str, soft: bool = False) -> str:
    return f"<p{' class=soft' if soft else ''}>{escape(text)}</p>"


def _plan(room: Room) -> lesson.Lesson | None:
    name = room.settings.plan
    return lesson.lesson(name) if name and name in lesson.names() else None


def _opening(room: Room, t: Words, title: str) -> str:
    plan = _plan(room)
    goals = [_p(t.told(plan.summary[t.language])), _p(t("absent.goals")),
             _list([t.told(g[t.language]) for g in plan.goals])] if plan else []
    return f"<section><h1>{escape(title)}</h1>{_p(t('absent.what'))}{''.join(goals)}</section>"


def _briefs(table: Table, t: Words) -> list[str]:
    """Each country's brief, folded: one is to be chosen before the game is read."""
    rows = "".join(
        f"<details><summary>{escape(_name(t, name))}</summary>"
        f"{''.join(_p(x) for x in brief.told(table, seat, t))}</details>" for seat, name in enumerate(NAMES))
    return [_part(t("absent.choose"), _p(t("absent.choose.how")), rows)]


def _class(room: Room, t: Words) -> str:
    endings: dict[str, int] = {}
    for table in room.tables.values():
        if table.session.over:
            title = t(f"ending.{table.session.ending}")
            endings[title] = endings.get(title, 0) + 1
    return _part(t("absent.class"), _list([f"{n} × {title}" for title, n in sorted(endings.items())]))


def _course(table: Table, t: Words) -> list[str]:
    """Month after month, folded: first one decides oneself."""
    months = []
    for number in range(table.session.month):
        told = month_told(t, table.session, number, None)
        lines = [f"{_name(t, x['who'])}: {x['text']}" if x.get("who") else x["text"] for x in told["lines"]]
        moved = [t("absent.moved", of=_name(t, x["of"]), partner=_name(t, x["in"]), old=str(x["old"]),
                   new=str(x["new"])) for x in told["trust"]]
        months.append(f"<details><summary>{escape(told['month'])}</summary>{_list(lines) if lines else ''}"
                      f"{_p(t('page.trust_moved'), soft=True) + _list(moved) if moved else ''}</details>")
    end = ending(t, table.session)
    return [_part(t("absent.game"), _p(t("absent.game.how")), *months),
            _part(end["title"], _p(end["text"]), _results(end["rows"], t))]


def _results(rows: list[dict[str, Any]], t: Words) -> str:
    heads = "".join(f"<th scope=col>{escape(_name(t, row['country']))}</th>" for row in rows)
    body = "".join(f"<tr><th scope=row>{escape(t(id_))}</th>{''.join(f'<td>{row[key]}</td>' for row in rows)}</tr>"
                   for id_, key in (("page.result", "total"), ("page.nothing", "nothing")))
    return f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _name(t: Words, country: str) -> str:
    return t(f"page.country.{country}")


def _after(room: Room, t: Words) -> str:
    plan, inside = _plan(room), list[str]()
    if plan:
        inside += [_list([t.told(d.ask[t.language]) for d in plan.discussion]), _p(t.told(plan.task[t.language]))]
    if room.settings.scenario in scenario_names():
        command = f"negotiation play {room.settings.scenario} --as canada --web"
        inside += [_p(t("absent.play")), f"<p><code>{escape(command)}</code></p>"]
    return _part(t("absent.after"), *inside)
