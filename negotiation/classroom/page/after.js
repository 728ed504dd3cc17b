// After the games: the card on one's own phone, one word, and the quiz.

import {h} from "/dom.js";
import {cardView} from "/card.js";
import {t} from "/parts.js";
import {ideas} from "/ideas.js";

export function afterPage(app) {
  const {after} = app.view;
  if (after.stage !== "debrief") return [quiz(app, after.quiz), ideas(app, after.ideas, false)];
  return h("div.noprint", {key: "after"},
    after.card.id === "vent" ? h("section.card", {key: "word"}, h("h2", t("page.after.word")), h("div.choices.words", after.words.map(w =>
      h("button", {type: "button", key: w.id, "aria-pressed": String(after.word === w.id), onclick: () => app.act("word", {word: w.id})}, w.text)))) : null,
    after.poll.length && after.card.id === "what_if" ? h("section.card", {key: "poll"}, h("h2", t("page.after.vote")), h("div.choices", {role: "group", "aria-label": t("page.after.vote")}, after.poll.map((text, n) =>
      h("button", {type: "button", key: `v${n}`, "aria-pressed": String(after.vote === n), onclick: () => app.act("vote", {choice: n})}, text)))) : cardView(after.card, after.own));
}

function quiz(app, items) {
  if (!items.length) return null;
  const given = items.filter(x => "answer" in x);
  return h("div", {key: "quiz"}, items.map((x, n) => h("section.card", {key: `item${n}`}, h("p.small.soft", t("page.after.item", {n: n + 1, of: items.length})),
    h("h2", x.text), h("div.choices", {role: "group", "aria-label": x.text}, x.options.map((text, k) => option(app, x, n, text, k))),
    "answer" in x ? h("div.note", {class: x.right ? "good" : "bad", role: "status"}, h("b", x.why), " ", x.how) : null,
    h("details.noprint", {key: "source"}, h("summary", t("page.after.source")), h("p.small.inset", x.source)))),
  given.length === items.length ? h("p.count", t("page.after.done", {n: given.filter(x => x.right).length, of: items.length})) : null);
}

export function option(app, x, n, text, k) {
  if (!("answer" in x)) return h("button", {type: "button", key: k + 1, onclick: () => app.act("answer", {place: n, answer: k})}, text);
  const mark = k === x.solution ? "✓" : k === x.answer ? "✗" : "";
  return h("p.option", {key: `o${k}`, class: k === x.solution ? "good" : k === x.answer ? "bad" : "soft"}, mark ? h("b", `${mark} `) : null, text,
    k === x.solution ? h("span.unseen", ` (${t("page.after.solution")})`) : null);
}
