// Questions about ideas: the first time in the lobby, where nobody is told what is right, the second after the quiz.

import {h} from "/dom.js";
import {t} from "/parts.js";
import {option} from "/after.js";

export function ideas(app, items, first) {
  if (!items?.length) return null;
  const kept = first && items.every(x => "answer" in x);
  return h("div", {key: "ideas"}, h("section.card", {key: "about"}, h("h2", t(first ? "page.ideas.first" : "page.ideas.again")),
    h("p", {role: first ? "status" : null}, t(kept ? "page.ideas.kept" : first ? "page.ideas.first.note" : "page.ideas.again.note"))),
  items.map((x, n) => h("section.card", {key: `idea${x.place}`}, h("p.small.soft", t("page.after.item", {n: n + 1, of: items.length})), h("h2", x.text),
    h("div.choices", {role: "group", "aria-label": x.text}, x.options.map((text, k) => first || !("answer" in x) ? h("button", {type: "button", key: k + 1,
      disabled: "answer" in x, "aria-pressed": String(x.answer === k), onclick: () => app.act("idea", {place: x.place, answer: k})}, text) : option(app, x, n, text, k))),
    "why" in x ? h("div.note", {class: x.right ? "good" : "bad", role: "status"}, h("b", x.why), " ", x.how) : null)));
}
