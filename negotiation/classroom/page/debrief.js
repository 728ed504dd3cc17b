// The remote of the debrief, the quiz's results, and what the teacher takes away.

import {h} from "/dom.js";
import {cardView} from "/card.js";
import {beside, over} from "/lesson.js";
import {press, t} from "/parts.js";

const state = {act: "", instead: "", rule: "", busy: false};

// In the head of the console, while games are played: one press asks, the next one does it.
export const begin = app => app.sure === "debrief" || app.view.room.stage === "closed" ? press(t(app.view.room.stage === "closed" ? "console.after.back" : "console.after.begin.sure"), () => app.order("debrief"), {key: "debrief", class: app.view.room.stage === "closed" ? "" : "danger"})
  : press(t("console.after.begin"), () => { app.sure = "debrief"; app.draw(); }, {key: "debrief"});

export function after(app) {
  const a = app.view.after;
  return [a.stage === "quiz" ? null : remote(app, a), h("div.columns.wide-left", {key: "after"},
    h("div", {key: "left"}, a.stage === "quiz" ? results(app, a) : [cardView(a.card), a.stage === "closed" ? results(app, a) : null]),
    h("div", {key: "right"}, a.stage === "quiz" ? null : [about(app, a), h("section.card", {key: "note"}, h("h2", t("console.after.note")), h("p", a.note),
      a.card.id === "vent" ? h("p", t("console.after.spoken", {n: a.spoken})) : null)], a.stage === "debrief" ? answered(app, a) : null, take(app), beside(app), over(app)))];
}

function remote(app, a) {
  const at = a.cards.findIndex(c => c.id === a.card.id), go = n => app.order("card", {card: a.cards[n].id});
  return h("nav.card.orders", {key: "remote", "aria-label": t("console.after.cards")},
    press(`◀ ${t("console.after.previous")}`, () => go(at - 1), {disabled: at <= 0, key: "previous"}),
    h("select", {"aria-label": t("console.after.cards"), value: a.card.id, onchange: e => app.order("card", {card: e.target.value})},
      a.cards.map(c => h("option", {key: c.id, value: c.id}, `${c.number} ${c.title}`))),
    press(`${t("console.after.next")} ▶`, () => go(at + 1), {disabled: at >= a.cards.length - 1, key: "next"}),
    press(t(a.choice.hide ? "console.after.show" : "console.after.hide"), () => app.order("card", {hide: !a.choice.hide}), {key: "hide", "aria-pressed": String(a.choice.hide)}),
    a.stage === "closed" ? null : press(t("console.after.quiz"), () => app.order("quiz"), {key: "quiz"}));
}

const labelled = (id, text, options, value, change) => h("div.field", {key: id}, h("label", {for: id}, text), h("select", {id, value: String(value), onchange: e => change(e.target.value)},
  options.map(([v, words]) => h("option", {key: String(v), value: String(v)}, words))));

function about(app, a) {
  const one = a.cards.find(c => c.id === a.card.id)?.one_game, o = a.options;
  const kids = [];
  if (one) kids.push(labelled("d-game", t("console.after.game"), [[0, t("console.after.middle", {n: a.choice.game ? "…" : o.game})], ...a.games.map(g => [g, String(g)])], a.choice.game,
    v => { state.act = state.instead = ""; app.order("card", {game: Number(v), month: 0}); }));
  if (a.card.id === "road") kids.push(
    labelled("d-month", t("console.after.month"), [[0, t("console.after.month.any")], ...o.months.map((m, n) => [n + 1, m])], a.choice.month, v => app.order("card", {month: Number(v)})),
    labelled("d-kind", t("console.after.kind"), [[-1, t("console.after.kind.any")], ...o.kinds.map((k, n) => [n, k])], a.choice.kind, v => app.order("card", {kind: Number(v)})));
  if (a.card.id === "what_if") kids.push(...whatIf(app, a));
  if (a.card.id === "one_rule") kids.push(
    labelled("d-rule", t("console.after.rule"), [["", t("console.after.choose")], ...a.rules.map(r => [r.id, r.text])], state.rule, v => { state.rule = v; app.draw(); }),
    reckon(app, "console.after.run_rule", !state.rule, "rule", () => ({rule: state.rule})));
  return kids.length ? h("section.card", {key: "about"}, kids, h("p.small.soft", t(a.choice.hide ? "console.after.hidden" : "console.after.shown")))
    : h("p.small.soft", {key: "about"}, t(a.choice.hide ? "console.after.hidden" : "console.after.shown"));
}

// The acts the class votes on, and one press to play the one that leads.
function voted(app, a) {
  const most = Math.max(...a.poll.map(x => x.votes)), first = a.poll.find(x => x.votes === most);
  return [h("ul.lines", {key: "poll"}, a.poll.map((x, n) => h("li", {key: n}, h("b", t("console.after.poll.votes", {n: x.votes})), " ", x.text))),
    reckon(app, "console.after.poll.run", !most, "what_if", () => ({game: first.game, month: first.month, without: first.without, instead: first.instead})),
    h("p", {key: "end"}, press(t("console.after.poll.end"), () => app.order("poll", {on: false})))];
}

function whatIf(app, a) {
  if (a.poll.length) return voted(app, a);
  const act = a.options.acts.find(x => String(x.at) === state.act);
  return [labelled("d-act", t("console.after.act"), [["", t("console.after.choose")], ...a.options.acts.map(x => [x.at, x.text])], state.act,
    v => { state.act = v; state.instead = ""; app.draw(); }),
  act ? labelled("d-instead", t("console.after.instead"), act.instead.map(x => [x.line, x.text]), state.instead, v => { state.instead = v; app.draw(); }) : null,
  a.stage === "debrief" && a.options.acts.length ? h("p", {key: "vote"}, press(t("console.after.poll"), () => app.order("poll", {on: true}))) : null,
  reckon(app, "console.after.run", !act, "what_if", () => ({game: a.options.game, month: act.month, without: act.without, instead: state.instead}))];
}

function reckon(app, text, not, kind, body) {
  return h("p", {key: "reckon"}, h("button.main", {type: "button", disabled: not || state.busy, onclick: () => {
    state.busy = true;
    app.order(kind, body(), () => { state.busy = false; });
    app.draw();
  }}, t(state.busy && !app.said ? "console.after.working" : text)));
}

const answered = (app, a) => a.quiz.kinds.some(k => k.answered) ? results(app, a) : null;

// What the class knew before and after, and the normalized gain.
const gained = a => a.gains.length ? [h("h3", {key: "gained"}, t("console.gain")), h("div.wide", {key: "gains", tabindex: 0, role: "group", "aria-label": t("console.gain")}, h("table.sheet",
  h("thead", h("tr", h("td"), ["people", "before", "after", "score"].map(x => h("th", {key: x, scope: "col"}, t(`console.gain.${x}`))))),
  h("tbody", a.gains.map(g => h("tr", {key: g.idea}, h("th", {scope: "row"}, g.idea), h("td", String(g.people)), h("td", g.before), h("td", g.after), h("td", g.gain)))))),
  h("p.small.soft", {key: "what"}, t("console.gain.what"))] : null;

function results(app, a) {
  const names = new Map(app.view.members.map(m => [m.name, m.alias]));
  return h("section.card", {key: "results"}, h("div.row", h("h2.grow", t("console.after.results")), a.stage === "quiz" ? press(t("console.after.back"), () => app.order("debrief"), {key: "back"}) : null),
    h("div.wide", {tabindex: 0, role: "group", "aria-label": t("console.after.results")}, h("table.sheet", h("thead", h("tr", h("td"), h("th", {scope: "col"}, t("console.after.answered")), h("th", {scope: "col"}, t("console.after.right")), h("th", {scope: "col"}, t("console.after.mistakes")))),
      h("tbody", a.quiz.kinds.map(k => h("tr", {key: k.kind}, h("th", {scope: "row"}, k.kind), h("td", String(k.answered)), h("td", String(k.right)),
        h("td.left", k.mistakes.map(([text, n]) => h("div", {key: text}, `${n} × ${text}`)))))))),
    gained(a), a.quiz.members.length ? h("details", {key: "who"}, h("summary", t("console.after.who")), h("table.sheet", h("tbody", a.quiz.members.map(m => h("tr", {key: m.member},
      h("th", {scope: "row"}, names.get(m.member) ?? ""), m.marks.map((x, n) => h("td", {key: `m${n}`}, x === true ? "✓" : x === false ? "✗" : "–"))))))) : null);
}

const take = app => h("section.card", {key: "take"}, h("h2", t("console.after.take")), h("p.small", t("console.after.take.text")),
  h("p", h("a", {href: `/tables.zip?lang=${app.language}`, download: ""}, t("console.after.download"))),
  h("p", h("a", {href: `/gradebook.csv?lang=${app.language}`, download: ""}, t("console.after.grades"))));
