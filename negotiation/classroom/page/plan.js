// The list of what one will say or do in this half month, until it is sent.

import {h} from "/dom.js";
import {t} from "/parts.js";

export const key = app => `${app.view.phase.name}${app.view.phase.round}`;
export const free = app => app.view.me.pen && !app.view.me.computer && !app.view.phase.paused;

// The lines as they are being chosen; before anything is touched, as they were sent.
export const chosen = app => app.drafts[key(app)] ?? app.view.task.planned.map(x => x.line);
export const choose = (app, list) => app.remember(key(app), list);

// The list for this half month, with a way back for each entry.
export function planned(app) {
  const list = chosen(app), known = new Map([...app.view.task.planned.map(x => [x.line, x.text]), ...every(app), ...(app.words || [])]);
  const shown = list.filter(x => !/^(accept|refuse|vote) /.test(x));
  return h("section.card", {key: "planned"}, h("h2", t("page.planned", {n: shown.length, of: app.view.task.most})),
    shown.length ? h("ul.lines.planned", shown.map(x => h("li", {key: x}, h("span", known.get(x) ?? x),
      h("button", {type: "button", "aria-label": t("page.take_back"), disabled: !free(app), onclick: () => choose(app, list.filter(y => y !== x))}, "✕"),
      broken(app.view.task.breaks[x] ?? app.breaks?.[x]))))
      : h("p.soft", t("page.planned.nothing")));
}

// What a line breaks: promises of one's own, a deal in force.
export const broken = told => told?.length ? h("p.note.breaks", {role: "status"}, told.join(" · ")) : null;

const all = g => [...g.moves, ...g.lists.flatMap(x => x.moves)];
const every = app => (app.view.task.groups || []).flatMap(g => all(g).map(m => [m.line, m.text]));

export function add(app, line, text) {
  const list = chosen(app).filter(x => x !== line);
  const counted = list.filter(x => !/^(accept|refuse|vote) /.test(x));
  if (counted.length >= app.view.task.most) {
    app.said = t("page.full", {n: app.view.task.most});
    app.draw();
    return false;
  }
  app.words = [...(app.words || []), [line, text]];
  app.said = null;
  choose(app, [...list, line]);
  return true;
}

export const groups = (app, title) => h("section.card", {key: "groups"}, h("h2", t(title)), app.view.task.groups.map(g => h("details", {key: g.key},
  h("summary", g.title), g.lists.map((x, n) => list(app, `${g.key} ${n}`, x)), h("div.choices", g.moves.map(m => h("button", {type: "button", key: m.line, disabled: !free(app),
    "aria-pressed": String(chosen(app).includes(m.line)), onclick: () => chosen(app).includes(m.line)
      ? choose(app, chosen(app).filter(x => x !== m.line)) : add(app, m.line, m.text)}, m.text))))));

// One tariff: what it could be made, in a list that a thumb can turn.
function list(app, id, x) {
  const mine = chosen(app).find(line => x.moves.some(m => m.line === line)) ?? "";
  const change = e => {
    const rest = chosen(app).filter(line => line !== mine);
    const move = x.moves.find(m => m.line === e.target.value);
    if (mine) choose(app, rest);
    if (move) add(app, move.line, move.text);
    e.target.value = chosen(app).find(line => x.moves.some(m => m.line === line)) ?? "";
  };
  return h("div.list", {key: id}, h("label", {for: id}, x.label), h("select", {id, disabled: !free(app), onchange: change, value: mine},
    h("option", {value: ""}, t("page.leave")), x.moves.map(m => h("option", {key: m.line, value: m.line}, m.short))));
}
