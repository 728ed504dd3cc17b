// One's own page at the end: how it went, month by month, as this seat saw it; made to be printed.

import {h} from "/dom.js";
import {endTable, flag, foreseen, lines, moved, name, t} from "/parts.js";

export function ownPage(app) {
  const {me, task: mine} = app.view;
  return [
    h("section.card", {key: "end"}, h("h1", flag(me.country), " ", t("page.own", {country: name(me.country), alias: me.alias})),
      mine.ending ? [h("h2", mine.ending.title), h("p", mine.ending.text), endTable(mine.ending), h("p.small.soft", t("page.own.note")), mine.ending.rows[0].score === null ? h("p.small.soft", t("page.score.none")) : null] : null,
      h("p", t("page.own.line", {amount: mine.line})), mine.wrote ? [h("h3", t("page.reflect")), h("p", `“${mine.wrote}”`)] : null,
      h("button.main", {type: "button", onclick: () => print()}, t("page.print"))),
    mine.months.map(m => h("section.card", {key: m.month}, h("h2", m.month), m.lines.length ? lines(m.lines) : h("p", t("page.happened.nothing")),
      m.trust.length ? [h("h3", t("page.trust_moved")), moved(m.trust)] : null, foreseen(m.foreseen)))];
}
