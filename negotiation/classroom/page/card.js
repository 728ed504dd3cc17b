// A card of the debrief: one sentence, a chart drawn from the server's records, the same as tables.

import {h} from "/dom.js";
import {t} from "/parts.js";

// A record [name, attributes, children] as an element; `own` is the place of one's own game among the marks.
function draw(record, own) {
  if (typeof record === "string") return record;
  const [name, attributes, kids] = record;
  const mine = own !== null && attributes["data-at"] === String(own);
  return h(name, mine ? {...attributes, class: `${attributes.class ?? ""} own`} : attributes, kids.map(kid => draw(kid, own)));
}

const figure = text => /^[−+\d\s.,%…–●\u00a0]*$/.test(text);

function sheet(s, n) {
  const left = s.head.map((x, k) => (k === 0 || s.rows.some(row => !figure(row[k] ?? "")) ? "left" : ""));
  const body = h("div.wide", {tabindex: 0}, h("table.sheet", h("thead", h("tr", s.head.map((x, k) => x ? h("th", {scope: "col", key: `c${k}`, class: left[k]}, x) : h("td", {key: `c${k}`})))),
    h("tbody", s.rows.map((row, k) => h("tr", {key: `r${k}`}, row.map((x, c) => c ? h("td", {key: `c${c}`, class: left[c]}, x) : h("th", {scope: "row", key: `c${c}`}, x)))))));
  const title = s.title ? h("p.small.soft", s.title) : null;
  return s.long ? h("details", {key: `long${n}`}, h("summary", t("page.after.table")), title, body) : h("div", {key: `sheet${n}`}, title, body);
}

const signs = card => card.signs.length ? h("ul.signs", {"aria-hidden": "true"}, card.signs.map(s => h("li", {key: s.class},
  h("svg.sign", {viewBox: "0 0 20 20"}, sign(s.class)), s.text))) : null;

function sign(name) {
  const first = name.split(" ")[0];
  if (first === "cloud") return h("path", {class: name, d: "M6 7h0M14 6h0M10 13h0"});
  if (["edgeline", "pair", "strokes"].includes(first)) return h("line", {class: name, x1: 2, y1: 10, x2: 18, y2: 10});
  if (["ring", "dot", "hollow", "fill", "canada"].includes(name)) return h("circle", {class: name, cx: 10, cy: 10, r: 7});
  if (["mexico", "three", "mean"].includes(first)) return h("polygon", {class: name, points: "10,3 18,17 2,17"});
  return h("rect", {class: name, x: 3, y: 3, width: 14, height: 14});
}

export function cardView(card, own = null) {
  return h("article.card.debrief", {key: `card${card.id}`},
    h("h2.title", card.title, " ", h("span.place", `${card.number}/${card.of}`)), card.about ? h("p.about", card.about) : null, h("p.finding", card.finding),
    h("div.sides", card.chart ? h("div.picture", {key: "picture"}, draw(card.chart, own), signs(card),
      own !== null ? h("p.small", t("page.after.own")) : null) : null,
    card.sheets.length ? h("div.sheets", {key: "sheets"}, card.sheets.map(sheet)) : null),
    card.warning ? h("p.note", card.warning) : null,
    h("h3", t("page.after.ask")), h("ul.asks", card.questions.map((q, n) => h("li", {key: `q${n}`}, q))));
}
