// Paper results: the slips of a game that stands still, typed half month by half month.

import {h} from "/dom.js";
import {flag, name, press, t} from "/parts.js";

// In the lobby: games that are played on paper from the start.
export function paperStart(app) {
  const f = app.form;
  return h("details", {key: "paper"}, h("summary", t("console.paper")), h("div.list", h("p", t("console.paper.what")),
    h("div.row", h("label", {for: "papers"}, t("console.paper.games")), h("input", {id: "papers", type: "number", min: 1, max: 40, value: f.papers ?? 1, oninput: e => { f.papers = Number(e.target.value); }}),
      press(t("console.paper.begin"), () => app.order("paper_games", {games: f.papers ?? 1})))));
}

const fresh = form => form && {...form, lines: form.seats.map(() => []), words: {}, deals: form.seats.map(() => null)};

export function paperForm(app, one, tile) {
  if (!tile.paused || tile.name === "ended") return null;
  const p = app.paper?.game === one.game && app.paper.phase === tile.name && app.paper.round === tile.round ? app.paper : null;
  const load = frame => { app.paper = fresh(frame.form); app.draw(); };
  if (!p) return h("section.card", {key: "paper"}, h("p", t("console.paper.here")), press(t("console.paper.enter"), () => app.order("paper_form", {game: one.game}, load)));
  return h("section.card", {key: `paper${p.phase}${p.round}`}, h("h2", t("console.paper.month", {n: p.round, of: p.rounds, month: p.month, half: t(`page.phase.${p.phase}`)})),
    p.seats.map((s, i) => h("fieldset", {key: s.country}, h("legend", flag(s.country), " ", name(s.country)), s.player ? h("p.soft", t("console.computer", {name: s.player})) : slip(app, p, s.task, i))),
    h("button.main", {type: "button", key: "enter", onclick: () => app.order("paper", {game: p.game, lines: p.lines}, load)}, t("console.paper.close")));
}

function add(app, p, i, line, text) {
  if (line && !p.lines[i].includes(line)) { p.lines[i].push(line); p.words[line] = text; }
  app.draw();
}

const drop = (app, p, i, lines) => one(app, p, i, lines, "");

// At most one of these lines: the one chosen, or none.
function one(app, p, i, lines, chosen) {
  p.lines[i] = [...p.lines[i].filter(x => !lines.includes(x)), ...(chosen ? [chosen] : [])];
  app.draw();
}

function slip(app, p, task, i) {
  const groups = task.groups.map(g => [g.title, [...g.moves.map(m => [m.line, m.text]), ...g.lists.flatMap(x => x.moves.map(m => [m.line, `${t("pack.list", {label: x.label})} ${m.short}`]))]]);
  const listed = p.lines[i].filter(x => p.words[x]);
  return [listed.length ? h("ul.lines.planned", listed.map(x => h("li", {key: x}, h("span", p.words[x]), h("button", {type: "button", "aria-label": t("page.take_back"), onclick: () => drop(app, p, i, [x])}, "✕")))) : null,
    task.builder?.length ? offer(app, p, task.builder, i) : null,
    (task.offers || []).map(o => h("div.field", {key: `${o.from}${o.three}`}, h("label", {for: `a${i}${o.from}${o.three}`}, t(o.three ? "page.from_all" : "page.from", {who: name(o.from)}), h("span.soft", ` ${o.clauses.join(" · ")}`)),
      h("select", {id: `a${i}${o.from}${o.three}`, value: p.lines[i].find(x => x === o.accept || x === o.refuse) ?? "", onchange: e => one(app, p, i, [o.accept, o.refuse], e.target.value)},
        h("option", {value: ""}, t("page.answer.keep")), o.unsigned ? null : h("option", {value: o.accept}, t("page.answer.accept")), h("option", {value: o.refuse}, t("page.answer.refuse"))))),
    task.votes?.length ? h("div.field", {key: "vote"}, h("label", {for: `v${i}`}, t("page.vote")), h("select", {id: `v${i}`, value: p.lines[i].find(x => x.startsWith("vote ")) ?? "",
      onchange: e => one(app, p, i, task.votes.map(v => v.line), e.target.value)}, h("option", {value: ""}, t("console.paper.no_vote")), task.votes.map(v => h("option", {key: v.line, value: v.line}, v.text)))) : null,
    h("select", {key: "add", "aria-label": t("console.paper.add"), value: "", onchange: e => { const line = e.target.value; add(app, p, i, line, groups.flatMap(g => g[1]).find(m => m[0] === line)?.[1]); }},
      h("option", {value: ""}, t(p.phase === "offer" ? "console.paper.add" : "console.paper.add_measure")), groups.map(([title, moves]) => h("optgroup", {key: title, label: title}, moves.map(([line, text]) => h("option", {key: line, value: line}, text)))))];
}

// An offer as the slip has it, clause by clause; the server gives its line, or says why it cannot be made.
function offer(app, p, partners, i) {
  const deal = p.deals[i], partner = partners.find(x => x.partner === deal?.partner);
  const put = () => app.order("paper_worth", {game: p.game, seat: i, partner: deal.partner, levels: Object.fromEntries(partner.clauses.map(c => [c.clause, deal.levels[c.clause] ?? c.lowest])), quietly: deal.quietly}, frame => {
    const {line, words, why_not: why} = frame.worth;
    if (why || !line) app.said = why;
    else { p.deals[i] = null; add(app, p, i, line, t("page.deal.line", {partner: partner.title, words: words.join(" · ")})); }
    app.draw();
  });
  return h("div", {key: "offer"}, h("select", {"aria-label": t("page.deal"), value: deal?.partner ?? "", onchange: e => { p.deals[i] = e.target.value ? {partner: e.target.value, levels: {}, quietly: false} : null; app.draw(); }},
    h("option", {value: ""}, t("console.paper.offer")), partners.map(x => h("option", {key: x.partner, value: x.partner}, t("console.paper.offer_to", {partner: x.title})))),
  partner ? h("div.card.inset", {key: partner.partner}, h("div.fields", partner.clauses.map(c => h("div.field", {key: c.clause}, h("label", {for: `${i}${c.clause}`}, c.label), h("select", {id: `${i}${c.clause}`, value: deal.levels[c.clause] ?? c.lowest,
    onchange: e => { deal.levels[c.clause] = Number(e.target.value); app.draw(); }}, c.levels.map(x => h("option", {key: String(x.level), value: x.level}, x.text)))))),
  h("div.row", h("button", {type: "button", "aria-pressed": String(deal.quietly), onclick: () => { deal.quietly = !deal.quietly; app.draw(); }}, t("page.deal.quietly")), press(t("page.deal.add"), put))) : null);
}
