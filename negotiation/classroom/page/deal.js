// A deal, clause by clause, with steppers a thumb can use; the server says what it is worth.

import {h} from "/dom.js";
import {t, worth} from "/parts.js";
import {add, broken, chosen, free} from "/plan.js";

const key = app => `deal${app.view.phase.round}`;

const draftOf = (app, partners) => {
  const draft = app.drafts[key(app)];
  return draft && partners.some(p => p.partner === draft.partner) ? draft : {partner: partners[0].partner, levels: {}, quietly: false};
};

// Ask what it is worth, once for every change.
function price(app, draft, partner) {
  const levels = Object.fromEntries(partner.clauses.map(c => [c.clause, draft.levels[c.clause] ?? c.lowest]));
  const asked = JSON.stringify([app.view.phase.round, app.view.phase.name, partner.partner, levels, draft.quietly]);
  if (app.worth?.asked === asked || !app.wire.open) return;
  app.worth = {asked, found: app.worth?.found ?? null, old: true};
  clearTimeout(app.pricing);                   // a thumb that goes on pressing asks once
  app.pricing = setTimeout(() => app.wire.ask({type: "ask", partner: partner.partner, levels, quietly: draft.quietly}, frame => {
    if (app.worth?.asked === asked && frame.type === "answer") {
      Object.assign(app.worth, {found: frame, old: false});
      if (app.adding) addDeal(app);
      app.draw();
    }
  }), 120);
}

export function builder(app) {
  const partners = app.view.task.builder;
  if (!partners.length) return h("section.card", {key: "deal"}, h("h2", t("page.deal")), h("p", t("page.deal.none")));
  const draft = draftOf(app, partners);
  const partner = partners.find(p => p.partner === draft.partner);
  const can = free(app);
  const change = part => { app.adding = false; app.remember(key(app), {...draft, ...part}); };
  price(app, draft, partner);
  const found = app.worth?.found;
  return h("section.card", {key: "deal"}, h("h2", t("page.deal")),
    h("div.choices.three", {role: "group", "aria-label": t("page.deal.with")}, partners.map(p => h("button", {type: "button", key: p.partner,
      "aria-pressed": String(p === partner), onclick: () => change({partner: p.partner, levels: {}, quietly: false})}, p.title))),
    partner.clauses.map(c => stepper(c, draft.levels[c.clause] ?? c.lowest, can,
      level => change({levels: {...draft.levels, [c.clause]: level}}))),
    found?.separate ? h("div.choices.two", {role: "group", "aria-label": t("page.deal.how")}, [false, true].map(q => h("button", {type: "button",
      key: String(q), "aria-pressed": String(draft.quietly === q), onclick: () => change({quietly: q})}, t(q ? "page.deal.quietly" : "page.deal.openly")))) : null,
    found?.with ? worth(found) : null,
    found?.why_not ? h("p.note", found.why_not) : null, broken(found?.breaks),
    h("button", {type: "button", disabled: !can || app.worth?.old || !found?.line || Boolean(found.why_not), onclick: () => addDeal(app)}, t("page.deal.add")));
}

// Whether an offer has been built that is not in the list yet.
export function unfinished(app) {
  const draft = app.drafts[key(app)], found = app.worth?.found;
  if (!draft || !Object.keys(draft.levels).length) return false;
  return app.worth?.old || Boolean(found?.line && !found.why_not && !chosen(app).includes(found.line));
}

// Put the offer that was built into the list; the builder begins anew.
export function addDeal(app) {
  const partners = app.view.task.builder, found = app.worth?.found;
  app.adding = !found || app.worth.old;        // its worth is on the way: as soon as it is here
  if (app.adding || !found.line || found.why_not) return;
  const partner = partners.find(p => p.partner === draftOf(app, partners).partner);
  app.breaks = {...app.breaks, [found.line]: found.breaks};
  if (add(app, found.line, t("page.deal.line", {partner: partner.title, words: found.words.join(" · ")})))
    app.remember(key(app), {partner: partner.partner, levels: {}, quietly: false});
}

function stepper(c, level, can, change) {
  const n = c.levels.findIndex(x => x.level === level);
  const step = by => change(c.levels[n + by].level);
  return h("div.stepper", {key: c.clause, role: "group", "aria-label": c.label},
    h("button", {type: "button", "aria-label": t("page.deal.less", {clause: c.label}), disabled: !can || n <= 0, onclick: () => step(-1)}, "−"),
    h("div", {"aria-live": "polite"}, h("b", c.label), c.levels[n]?.text),
    h("button", {type: "button", "aria-label": t("page.deal.more", {clause: c.label}), disabled: !can || n >= c.levels.length - 1, onclick: () => step(1)}, "+"));
}
