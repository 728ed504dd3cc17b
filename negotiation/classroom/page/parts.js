// Pieces that several pages show: words, flags, clocks, trust, results.

import {h} from "/dom.js";

let book = {}, own = {};                      // the language's words; the scenario's own ones lie over them

export async function speak(language) {
  const answer = await fetch(`/words/${language}.json`);
  book = await answer.json();
  document.documentElement.lang = language;
}

export function dress(words) {
  own = words;
}

// A message of the catalogue with its places filled.
export const t = (id, places = {}) =>
  (own[id] ?? book[id] ?? id).replace(/\{(\w+)\}/g, (all, name) => (name in places ? places[name] : all));

// Countries that exist nowhere have no flag: their mark stands for them.
export const real = () => !("page.country.us" in own);
export const flag = country => !real() ? marker(country) : h("img.flag", {src: `/flag/${country}.png`, alt: "", width: 24, height: 18});

export const countries = ["us", "canada", "mexico"];
export const name = country => t(`page.country.${country}`);

// A button that says what it does; more: other properties, a key among them.
export const press = (text, go, more = {}) => h("button", {type: "button", key: more.key || text, onclick: go, ...more}, text);

// The three marks of the window: square, circle, triangle; color never speaks alone.
export function marker(country) {
  const shape = {us: h("rect", {x: 2, y: 2, width: 12, height: 12}), canada: h("circle", {cx: 8, cy: 8, r: 6.5}),
    mexico: h("polygon", {points: "8,1.5 15,14 1,14"})}[country];
  return h("svg.marker", {viewBox: "0 0 16 16", "aria-hidden": "true", class: country}, shape);
}

export function clock(seconds) {
  const all = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
}

// Seconds left now of a section that said how many were left when it came.
export const leftNow = (section, came) =>
  section.left === null || section.left === undefined ? null
    : section.paused ? section.left : Math.max(0, section.left - (performance.now() - came) / 1000);

const BANDS = ["broken", "wary", "working", "warm", "close"];

export function trustTable(board) {
  const rows = countries.map(of => h("div.trust-row",
    h("div.who", flag(of), h("b", name(of)), h("span.soft", t("page.trusts"))),
    board.trust.filter(x => x.of === of).map(x => h("div.link",
      h("span.of", marker(x.in), name(x.in)),
      h("span.meter", {"aria-hidden": "true"}, BANDS.map((b, n) =>
        h("i", {class: n <= BANDS.indexOf(x.band) ? `on b${BANDS.indexOf(x.band)}` : ""}))),
      h("span.word", x.word), h("b.figure", String(x.points))))));
  return h("section.card", h("h2", t("page.trust")), rows);
}

export const tariffTable = board => h("section.card", h("h2", t("page.tariffs")),
  board.tariffs.length ? board.tariffs.map(x => h("div.tariff",
    h("b", marker(x.of), ` ${name(x.of)} → `, marker(x.on), ` ${name(x.on)}`), h("span", x.parts.join(" · "))))
    : h("p", t("page.no_tariffs")));

export const resultTable = board => h("section.card", h("h2", t("page.results")), h("p.soft", t("page.results.note")),
  h("table", h("thead", h("tr", h("td"), h("th", {scope: "col"}, t("page.result")), h("th", {scope: "col"}, t("page.nothing")))),
    h("tbody", board.results.map(x => h("tr", h("th", {scope: "row"}, marker(x.country), " ", name(x.country)),
      h("td.figure", x.total), h("td.figure.soft", x.nothing))))));

export const lines = rows => h("ul.lines", rows.map(x => h("li", {class: x.event ? "event" : ""},
  x.who ? [marker(x.who), " ", h("b", name(x.who)), " "] : null, x.text,
  x.reason ? h("span.reason", ` (${x.reason})`) : null)));

export const moved = rows => rows.length ? h("ul.lines", rows.map(x => h("li", marker(x.of), " ",
  t("page.moved", {of: name(x.of), in: name(x.in)}), " ", h("b", `${x.old} → ${x.new}`), ` ${x.up ? "▲" : "▼"}`,
  x.reasons.length ? h("span.reason", ` ${x.reasons.join(" · ")}`) : null))) : null;

export const foreseen = rows => rows.length ? [h("h3", t("page.foreseen")), h("ul.lines", rows.map(x => h("li",
  x.text, " ", h("b", t(`page.chance.${x.chance}`)), " → ", h("b", t(x.came ? "page.came" : "page.came_not")))))] : null;

export function endTable(end) {
  const rows = [["page.result", "total"], ["page.economy", "economy"], ["page.politics", "politics"], ["page.future", "future"],
    ["page.nothing", "nothing"], ["page.score", "score"]].filter(([, key]) => end.rows[0][key] !== null);
  return h("table.tight", h("thead", h("tr", h("td"), end.rows.map(x => h("th", {scope: "col"}, flag(x.country), h("br"), h("span.small", name(x.country)))))),
    h("tbody", rows.map(([id, key], n) => h("tr", {class: n ? "" : "strong"}, h("th", {scope: "row"}, t(id)), end.rows.map(x => h("td.figure", x[key]))))));
}

// What a deal is to me: with it, without it, and the difference.
export const worth = o => h("div.worth", h("span", t("page.with")), h("b", o.with), h("span", t("page.line")), h("b", o.without),
  h("span.total", t("page.gain")), h("b.total", {class: ["bad", "", "good"][o.sign + 1]}, `${o.gain} ${["▼", "", "▲"][o.sign + 1]}`));

// Words for a screen reader, spoken once.
export function announce(text) {
  const live = document.getElementById("live");
  if (live && live.dataset.said !== text) {
    live.dataset.said = text;
    live.textContent = text;
  }
}
