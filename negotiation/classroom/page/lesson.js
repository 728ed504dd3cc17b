// A lesson plan at the console: choosing one, its papers, the minute plan beside the running lesson, what comes after.

import {h} from "/dom.js";
import {clock, leftNow, press, t} from "/parts.js";

const link = (href, text) => h("a.button", {href, target: "_blank", rel: "noopener", key: href}, text);
const asked = (page, app, name) => `${page}?plan=${encodeURIComponent(name)}&lang=${app.language}`;
const papers = (app, name) => h("p.row", {key: "papers"}, link(asked("/slides", app, name), t("console.slides")), link(asked("/pack", app, name), t("console.pack")));

// The form as a plan fills it in; the teacher may change any of it afterwards.
function take(app, name) {
  const f = app.form, plan = app.view.host.choices.plans.find(p => p.name === name);
  f.plan = name;
  f.planned = plan?.settings ?? {};            // what the form has no field for is the plan's
  if (plan) {
    const {scenario, months, talks, treatment, luck, seconds, ideas} = plan.settings;
    const own = app.view.host.choices.scenarios.find(s => s.name === scenario)?.months === months;
    Object.assign(f, {scenario, months: own ? 0 : months, talks, treatment, luck: luck ? "on" : "off", minutes: {...seconds}, ideas: ideas.length > 0});
  }
  app.draw();
}

export function planPicker(app) {
  const {host} = app.view, f = app.form;
  if (f.plan === undefined) {
    f.plan = "";
    if (host.plan) setTimeout(() => take(app, host.plan));
  }
  const plan = host.choices.plans.find(p => p.name === f.plan);
  return h("div", {key: "plan"}, h("label", {for: "plan"}, t("console.lesson")),
    h("select", {id: "plan", value: f.plan, onchange: e => take(app, e.target.value)}, h("option", {value: ""}, t("console.lesson.none")),
      host.choices.plans.map(p => h("option", {key: p.name, value: p.name}, t("console.lesson.one", {title: p.title, n: p.minutes})))),
    plan ? h("div.note.good", {key: plan.name}, h("p", plan.level), h("p", plan.summary), papers(app, plan.name)) : null);
}

const PARTS = {lobby: ["lobby"], brief: ["brief"], months: ["predict", "talk", "offer", "decide", "result"], reflect: ["reflect"], debrief: ["ended", "debrief"], quiz: ["quiz"], close: ["closed"]};

// The minute plan, the part that runs now marked; when the debrief must begin, and whether play is late for it.
export function beside(app) {
  const {lesson, tiles, room} = app.view;
  if (!lesson) return null;
  const phase = room.stage !== "play" ? room.stage : tiles.find(x => x.name !== "ended")?.name ?? "ended";
  const left = leftNow(lesson, app.lessonCame);
  return h("section.card", {key: "beside"}, h("h2", lesson.title), papers(app, lesson.name),
    left === null || phase === "ended" || room.stage !== "play" ? null : h("p", t("console.debrief_in"), " ", h("b", clock(left))),
    lesson.late ? h("div.note.bad", {role: "status"}, t("console.late", {n: clock(lesson.late)}), " ", press(t("console.shorten"), () => app.order("pace"))) : null,
    h("div.wide", {tabindex: 0}, h("table.steps", h("tbody", lesson.steps.map((s, n) => h("tr", {key: n, class: (PARTS[s.step] || []).includes(phase) ? "now" : ""},
      h("td.figure", `${s.from}–${s.until}`), h("td", h("b", t(`console.step.${s.step}`)), " ", s.teacher)))))));
}

// When all games are over: once more with other seats, the page for who was absent, and what becomes of the room.
export function over(app) {
  const {tiles, host} = app.view;
  if (!tiles.length || !tiles.every(x => x.name === "ended")) return null;
  return h("section.card", {key: "after"}, h("h2", t("console.after")), app.view.room.stage === "play" && app.view.members.some(m => m.game) ? h("p", press(t("console.again"), () => app.order("again"))) : null,
    h("p.row", ["en", "es", "fr"].map(x => link(`/absent.html?lang=${x}`, t(`console.absent.${x}`)))),
    h("p.small.soft", t(host.keep ? "console.kept" : "console.kept.always", {n: host.keep})));
}
