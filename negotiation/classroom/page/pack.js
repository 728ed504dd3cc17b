// The printed pack: overview and facilitator's sheet, and for each country its brief, points sheet, menu and decision slips.

import {h, render} from "/dom.js";
import {countries, dress, flag, marker, name, press, speak, t} from "/parts.js";

const asked = new URLSearchParams(location.search);
const language = ["en", "es", "fr"].includes(asked.get("lang")) ? asked.get("lang") : "en";
const want = {teacher: true, students: true};
let plan = null;
const address = (lang, arm, page = "/pack") => `${page}?plan=${encodeURIComponent(asked.get("plan") || "")}&lang=${lang}&arm=${encodeURIComponent(arm)}`;

const box = text => h("span.box", text);
const rule = () => h("div.rule");
const bullets = rows => h("ul", rows.map(x => h("li", x)));
const head = (title, seat) => h("header.sheet-head", h("h2", seat ? [flag(seat), " ", name(seat), " · "] : null, title), h("span.soft", [plan.title, ...plan.arms.filter(a => a.id === plan.arm).map(a => a.text)].join(" · ")));

function overview() {
  return h("section.sheet", {tabindex: 0, key: "overview"}, head(t("pack.overview")), h("h2.title", plan.title), h("p.soft", plan.level), h("p", plan.summary),
    h("h3", t("pack.goals")), bullets(plan.goals), h("h3", t("pack.before")), bullets(plan.before), h("h3", t("pack.steps")),
    h("table.steps", h("thead", h("tr", ["pack.minute", "pack.part", "pack.teacher", "pack.class"].map(x => h("th", {scope: "col"}, t(x))))),
      h("tbody", plan.steps.map((s, n) => h("tr", {key: n}, h("td.figure", `${s.from}–${s.until}`), h("td", h("b", t(`console.step.${s.step}`))), h("td", s.teacher), h("td", s.students))))));
}

function facilitator() {
  return h("section.sheet", {tabindex: 0, key: "facilitator"}, head(t("pack.facilitator")),
    h("h3", t("pack.answers")), h("table", h("thead", h("tr", h("td"), countries.map(c => h("th", {key: c, scope: "col"}, marker(c), " ", name(c))))),
      h("tbody", plan.seats[0].asked.map((q, n) => h("tr", {key: n}, h("th", {scope: "row"}, q.text), plan.seats.map(s => h("td", s.asked[n].right)))))),
    bullets(plan.why.map(q => h("span", h("b", q.right), ". ", q.why))),
    h("h3", t("pack.discussion")), plan.discussion.map((d, n) => h("div.keep", {key: n}, h("p", h("b", d.ask)), h("p.soft", d.look_for))),
    h("h3", t("pack.rubric")), h("table.rubric", h("thead", h("tr", h("td"), ["full", "part", "little"].map(x => h("th", {scope: "col"}, t(`pack.level.${x}`))))),
      h("tbody", plan.rubric.map(r => h("tr", {key: r[0]}, h("th", {scope: "row"}, r[0]), r.slice(1).map((x, n) => h("td", {key: n}, x)))))),
    h("h3", t("pack.task")), h("p", plan.task),
    h("h3", t("pack.if")), plan.variants.map(v => h("p.keep", {key: v.id}, h("b", t(`pack.if.${v.id}`)), " ", v.text)),
    h("p.soft", t("pack.enter")));
}

function brief(s) {
  return h("section.sheet", {tabindex: 0, key: `brief${s.country}`}, head(t("pack.brief"), s.country), s.told.map((x, n) => h("p", {key: n}, x)),
    h("h3", t("pack.questions")), s.asked.map((q, n) => h("div.keep", {key: `q${n}`}, h("p", h("b", `${n + 1}. ${q.text}`)), h("p.options", q.options.map(x => box(x))))),
    h("h3", t("pack.own_plan")), h("p", t("pack.own_plan.what")), rule(), rule());
}

function points(s) {
  return h("section.sheet", {tabindex: 0, key: `points${s.country}`}, head(t("pack.points"), s.country), h("p", t("pack.line", {amount: s.line})), h("p.soft", t("pack.points.note")),
    h("div.kinds", s.sheet.map(k => h("div.keep", {key: k.kind}, h("h3", t("pack.with", {partner: k.kind})), h("table", h("tbody",
      k.rows.map(r => h("tr", {key: r.clause}, h("th", {scope: "row"}, r.clause), h("td.figure", r.worth)))))))));
}

const menuOf = groups => groups.map(g => h("div.keep", {key: g.key}, h("h4", g.title), g.lists.map(x => h("p", {key: x.label}, h("b", t("pack.list", {label: x.label}), " "), x.moves.map(m => m.short).join(" · "))),
  g.moves.length ? h("p", g.moves.map(m => m.text).join(" · ")) : null));

function menu(s) {
  return h("section.sheet", {tabindex: 0, key: `menu${s.country}`}, head(t("pack.menu"), s.country), h("p.soft", t("pack.menu.note")),
    h("h3", t("pack.say", {n: s.most[0]})), h("div.kinds", menuOf(s.words)), h("h3", t("pack.measures", {n: s.most[1]})), h("div.kinds", menuOf(s.measures)));
}

// One month of one country on half a page.
function slip(s, month) {
  const others = countries.filter(c => c !== s.country);
  return h("div.slip", {key: month}, h("p.row", h("b.grow", flag(s.country), " ", name(s.country)), t("pack.slip.game"), h("span.blank"), t("pack.slip.month", {n: month, of: plan.months})),
    h("div.halves", h("div", h("h4", t("pack.say", {n: s.most[0]})), rule(), rule(),
      h("h4", t("pack.answer")), others.map(c => h("p.options", {key: c}, marker(c), h("b", name(c)), ["accept", "keep", "refuse"].map(x => box(t(`page.answer.${x}`))))),
      h("h4", t("pack.measures", {n: s.most[1]})), rule(), rule(),
      month === plan.months ? [h("h4", t("page.vote")), h("p.options", box(t("pack.vote.renew")), box(t("pack.vote.not")))] : null),
    h("div", h("h4", t("pack.offer")), h("p.options", s.offers.map(o => box(o.title)), box(t("page.deal.quietly"))),
      h("table.clauses", h("tbody", clauses(s).filter(c => !c.plain).map(c => h("tr", {key: c.clause}, h("th", {scope: "row"}, c.label), h("td", c.levels.map(x => x.text).join(" · ")))))),
      h("p.options.small", clauses(s).filter(c => c.plain).map(c => box(c.label))))));
}

// Every clause the country may put into some offer, once, with all its levels; plain: it is in or out.
function clauses(s) {
  const found = new Map();
  for (const c of s.offers.flatMap(o => o.clauses)) if (!found.has(c.clause) || found.get(c.clause).levels.length < c.levels.length) found.set(c.clause, c);
  return [...found.values()].map(c => ({...c, plain: c.levels.length === 2 && c.lowest === 0}));
}

const slips = s => Array.from({length: Math.ceil(plan.months / 2)}, (_, n) => h("section.sheet", {tabindex: 0, key: `slips${s.country}${n}`}, [2 * n + 1, 2 * n + 2].filter(m => m <= plan.months).map(m => slip(s, m))));

function score() {
  return h("section.sheet", {tabindex: 0, key: "score"}, head(t("pack.score")), h("p", t("pack.score.note")), h("table.score", h("thead", h("tr", ["pack.score.month", "pack.score.signed", "pack.score.tariffs", "pack.score.trust"].map(x => h("th", {scope: "col"}, t(x))))),
    h("tbody", Array.from({length: plan.months}, (_, n) => h("tr", {key: n}, h("th", {scope: "row"}, String(n + 1)), h("td"), h("td"), h("td"))))));
}

function draw() {
  document.title = `${plan.title} · ${t("pack.title")}`;
  const toggle = part => press(t(`pack.show.${part}`), () => { want[part] = !want[part]; draw(); }, {"aria-pressed": String(want[part]), key: part});
  render(document.getElementById("main"), [
    h("div.noprint.card.row", {key: "bar"}, h("h1.grow", t("pack.title")), toggle("teacher"), toggle("students"),
      plan.arms.map(a => h("a.button", {key: a.id, href: address(language, a.id), "aria-current": a.id === plan.arm ? "page" : null}, a.text)),
      [["en", "English"], ["es", "Español"], ["fr", "Français"]].map(([id, word]) => h("a.button", {key: id, lang: id, href: address(id, plan.arm),
        "aria-current": id === language ? "page" : null}, word)), press(t("page.print"), () => print(), {key: "print"})),
    want.teacher ? [overview(), facilitator()] : null,
    want.students ? [plan.seats.map(s => [brief(s), points(s), menu(s), slips(s)]), score()] : null]);
}

await speak(language);
const answer = await fetch(address(language, asked.get("arm") || "", "/pack.json"));
if (answer.ok) {
  plan = await answer.json();
  dress(plan.words);
  draw();
} else render(document.getElementById("main"), [h("p.note.bad", {role: "alert"}, await answer.text())]);
