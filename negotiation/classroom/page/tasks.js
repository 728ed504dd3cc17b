// What there is to do in a phase, and the one button at the foot of the page.

import {h} from "/dom.js";
import {flag, foreseen, lines, moved, name, t, trustTable, worth} from "/parts.js";
import {addDeal, builder, unfinished} from "/deal.js";
import {broken, choose, chosen, free, groups, key, planned} from "/plan.js";
import {talkPage} from "/talk.js";

const CHANCES = [0.1, 0.5, 0.9];

export function task(app) {
  const {phase, me} = app.view;
  return [
    h("section.card", {key: "do"}, h("h1", t(`page.phase.${phase.name}`)), h("p", t(`page.phase.${phase.name}.do`)),
      me.pen ? null : h("p.note", t("page.pen.other", {who: me.partners.find(p => p.pen)?.alias ?? ""}))),
    (PAGES[phase.name] || (() => null))(app)];
}

const PAGES = {
  brief(app) {
    const {told, asked} = app.view.task;
    return [h("section.card", {key: "brief"}, h("h2", t("page.brief")), told.map(x => h("p", x)), h("p.small.soft", t("page.brief.sheet"))),
      asked.map((q, n) => h("section.card", {key: `ask${n}`}, h("h2", q.text), h("div.choices.two", {role: "group", "aria-label": q.text},
        q.options.map((text, k) => h("button", {type: "button", key: k, disabled: !free(app) || q.answer !== undefined,
          "aria-pressed": String(q.answer === k), onclick: () => app.act("check", {item: n, answer: k})}, text))),
        q.answer === undefined ? null : h("p", {class: q.right ? "good" : "bad", role: "status"},
          q.right ? t("page.right") : t("page.wrong", {solution: q.options[q.solution]}))))];
  },

  predict(app) {
    const given = app.drafts[key(app)] ?? app.view.task.given ?? {signs: {}, raises: {}};
    const set = (what, country, chance) => app.remember(key(app), {...given, [what]: {...given[what], [country]: chance}});
    return app.view.task.asked.map(q => h("section.card", {key: q.country}, h("h2", flag(q.country), " ", name(q.country)),
      ["signs", "raises"].map(what => [h("h3", q[what]), h("div.choices.three", {role: "group", "aria-label": q[what]}, CHANCES.map(c =>
        h("button", {type: "button", key: c, disabled: !free(app), "aria-pressed": String(given[what][q.country] === c),
          onclick: () => set(what, q.country, c)}, t(`page.chance.${c}`))))])));
  },

  talk: app => talkPage(app),

  offer(app) {
    const {lying} = app.view.task;
    return [planned(app), builder(app), lying.length ? h("section.card", {key: "lying"}, h("h2", t("page.lying")),
      lying.map(o => offerCard(o, null))) : null, groups(app, "page.words")];
  },

  decide(app) {
    const {offers, votes} = app.view.task;
    const list = chosen(app);
    const answer = (o, line) => choose(app, [...list.filter(x => x !== o.accept && x !== o.refuse), ...(line ? [line] : [])]);
    return [
      h("section.card", {key: "offers"}, h("h2", t("page.offers")), offers.length ? offers.map(o => offerCard(o, h("div.choices.three",
        {role: "group", "aria-label": t("page.answer")},
        [["accept", o.accept], ["keep", null], ["refuse", o.refuse]].map(([id, line]) => h("button", {type: "button", key: id,
          disabled: !free(app) || (id === "accept" && o.unsigned !== null),
          "aria-pressed": String(line ? list.includes(line) : !list.includes(o.accept) && !list.includes(o.refuse)),
          onclick: () => answer(o, line)}, t(`page.answer.${id}`)))), list.includes(o.accept) ? broken(app.view.task.breaks[o.accept]) : null)) : h("p", t("page.offers.none"))),
      votes.length ? h("section.card", {key: "vote"}, h("h2", t("page.vote")), h("div.choices", votes.map(v => h("button", {type: "button",
        key: v.line, disabled: !free(app), "aria-pressed": String(list.includes(v.line)),
        onclick: () => choose(app, [...list.filter(x => !x.startsWith("vote ")), v.line])}, v.text)))) : null,
      planned(app), groups(app, "page.measures")];
  },

  result(app) {
    const {task: mine, board} = app.view;
    return [h("section.card", {key: "happened"}, h("h2", t("page.happened", {month: mine.month})),
      mine.lines.length ? lines(mine.lines) : h("p", t("page.happened.nothing")), foreseen(mine.foreseen)),
    mine.trust.length ? h("section.card", {key: "moved"}, h("h2", t("page.trust_moved")), moved(mine.trust)) : null, trustTable(board)];
  },

  reflect(app) {
    return h("section.card", {key: "reflect"}, h("label", {for: "reflect"}, t("page.reflect")),
      h("textarea", {id: "reflect", maxlength: 500, disabled: !free(app), value: app.drafts.reflect ?? app.view.task.text ?? "",
        oninput: e => { app.drafts.reflect = e.target.value; app.remember("reflect", e.target.value); }}));
  },
};

function offerCard(o, answers, note = null) {
  return h("div.card.inset", {key: `${o.from}${o.three}`}, h("h3", flag(o.from), " ", t(o.three ? "page.from_all" : "page.from", {who: name(o.from)}),
    o.quiet ? h("span.soft", ` · ${t("page.quietly")}`) : null),
  h("ul.lines", o.clauses.map(x => h("li", x))), worth(o), o.unsigned ? h("p.note", t("page.unsigned", {why: o.unsigned})) : null, answers, note);
}

// The button at the foot: send, done, or what one is waiting for.
export function primary(app) {
  const {phase, me, task: mine} = app.view;
  if (!me.pen || me.computer || phase.name === "talk" || phase.name === "ended") return null;
  const button = (text, press, off) => h("button.main", {type: "button", key: "primary", disabled: off || phase.paused, onclick: press}, text);
  const ready = t("page.waiting", {n: phase.ready, of: phase.of});
  if (phase.name === "predict") {
    const draft = app.drafts[key(app)];
    return phase.done && !draft ? h("p.small", ready)
      : button(t("page.predict.send"), () => app.act("predict", draft ?? {signs: {}, raises: {}}, () => app.remember(key(app), null)));
  }
  if (phase.name === "offer" || phase.name === "decide") {
    const draft = app.drafts[key(app)];
    const send = () => app.act("plan", {lines: chosen(app)}, frame => frame.type === "ack" && app.remember(key(app), null));
    if (phase.name === "offer" && unfinished(app)) return h("div.row.foot", button(t("page.deal.add"), () => addDeal(app)),
      h("button", {type: "button", key: "without", onclick: send}, t("page.deal.without")));
    const sent = phase.done && (!draft || JSON.stringify(draft) === JSON.stringify(mine.planned.map(x => x.line)));
    return sent ? h("p.small", t("page.sent"), " ", ready) : button(t(chosen(app).length ? "page.send" : `page.${phase.name}.nothing`),
      send);
  }
  if (phase.name === "reflect") {
    const text = app.drafts.reflect ?? "";
    return phase.done && (!text || text === mine.text) ? h("p.small", t("page.sent"), " ", ready)
      : button(t("page.send"), () => app.act("reflect", {text}, frame => frame.type === "ack" && app.remember("reflect", null)), !text.trim());
  }
  return phase.done ? h("p.small", ready) : button(t("page.done"), () => app.act("done", {on: true}));
}
