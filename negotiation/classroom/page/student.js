// The student's page: one state, drawn anew after every frame, key and touch.

import {h, render} from "/dom.js";
import {Wire, store} from "/wire.js";
import {announce, clock, dress, flag, leftNow, name, real, resultTable, speak, t, tariffTable, trustTable} from "/parts.js";
import {comeBack, join, languages, lobby} from "/join.js";
import {task, primary} from "/tasks.js";
import {ownPage} from "/own.js";
import {talkPage} from "/talk.js";
import {afterPage} from "/after.js";

const asked = new URLSearchParams(location.search);
const app = {
  view: {}, came: 0, tab: "now", refused: null, joining: null, replaced: false, said: null,
  language: store.get("language") || (["en", "es", "fr"].find(x => navigator.language.startsWith(x)) ?? "en"),
  form: {code: (asked.get("c") || "").toUpperCase(), resume: "", back: false},
  drafts: store.get("drafts") || {}, channel: null, read: store.get("read") || 0, worth: null,
  draw, act, remember, wire: null,
};

// What is being written, by phase and month: it outlives a refresh.
function remember(key, value) {
  value === null ? delete app.drafts[key] : app.drafts[key] = value;
  store.set("drafts", app.drafts);
  draw();
}

function act(kind, body, then) {
  app.said = null;
  app.wire.act(kind, body, then);
  draw();
}

app.wire = new Wire("/ws", () => {
  const token = store.get("token");
  if (app.joining) return app.joining;
  return token ? {type: "hello", token, language: app.language} : undefined;
}, {
  welcome(frame) {
    app.refused = null;
    app.replaced = false;
    store.set("token", frame.token);
    if (app.joining?.type === "resume") store.set("resume", app.joining.resume.toUpperCase());
    if (frame.resume) {                        // somebody new: nothing of an earlier lesson in this tab counts
      store.set("resume", frame.resume);
      app.drafts = {};
      app.read = 0;
      store.set("drafts", null);
      app.wire.forget();
    }
    app.joining = null;
    history.replaceState(null, "", "/");
  },
  async view(frame) {
    const {type, v, seq, ...sections} = frame;
    const before = app.view;
    app.view = {...app.view, ...sections};
    if ("phase" in sections) app.came = performance.now();
    if (sections.words) dress(sections.words);
    const language = app.view.me?.language;
    if (language && language !== app.language) {
      app.language = language;
      store.set("language", language);
      await speak(language);
    }
    changed(before, app.view);
    draw();
  },
  refused(frame) {
    if (["room.refused.token", "room.refused.copied", "room.refused.gone"].includes(frame.code)) {
      store.set("token", null);
      Object.assign(app.form, {back: frame.code !== "room.refused.gone", code: app.view.room?.code ?? app.form.code});
    }
    if (frame.code === "room.refused.no_room" && !app.joining) setTimeout(() => app.wire.again(), 3000);   // it may open again
    app.joining = null;
    app.refused = frame.text;
    app.view = {};
    draw();
  },
  replaced() { app.replaced = true; draw(); },
  reject(frame, sent) { if (frame.cid) app.said = frame.text; draw(); },
  state(code) {
    if (code) app.worth = null;                // what was asked on the old line is asked again
    draw();
  },
});

// A new phase starts at the top; a screen reader hears of it, of offers, and of the last seconds.
function changed(before, after) {
  const [old, now] = [before.phase, after.phase];
  if (now && (old?.name !== now.name || old?.round !== now.round)) {
    app.tab = "now";
    app.said = null;
    app.worth = null;
    scrollTo(0, 0);
    announce(`${t(`page.phase.${now.name}`)}. ${t(`page.phase.${now.name}.do`)}`);
  }
}

function head() {
  const {me, phase} = app.view;
  if (!me) return [];
  const left = phase ? leftNow(phase, app.came) : null;
  return [
    h("div.who", me.country && phase ? [flag(me.country), h("b", name(me.country))] : h("b", me.alias),
      me.country && phase ? h("small", me.alias) : null),
    phase ? h("div.at", h("b", t(`page.phase.${phase.name}`)),
      h("span", ["brief", "reflect", "ended"].includes(phase.name) ? "" : t("page.month", {n: phase.round, of: phase.rounds, month: phase.month})),
      phase.paused ? h("b", t("page.paused")) : left === null ? null
        : h("b.time", {role: "timer", class: left < 15 ? "soon" : ""}, clock(left))) : null,
    h("div.state", {class: app.wire.open ? "" : "lost"}, state()),
  ];
}

function state() {
  if (app.view.trouble) return t("page.disk");
  if (!app.wire.open) return t("page.lost");
  if (app.view.phase?.waits && leftNow(app.view.phase, app.came) === 0) return t("page.time_over");
  return t(app.wire.pending.size ? "page.sending" : "page.saved");
}

function foot() {
  const {phase, talk, room} = app.view;
  if (!phase) return [];
  const unread = talk.filter(x => x.seq > app.read && !x.mine).length;
  const tab = (id, mark) => h("button", {type: "button", key: id, "aria-current": app.tab === id ? "page" : null,
    onclick: () => { app.tab = id; scrollTo(0, 0); draw(); }}, t(`page.tab.${id}`), mark ? h("span.dot", String(mark)) : null);
  return h("div.inner", app.tab === "now" ? primary(app) : null,
    h("div.tabs", tab("now"), tab("talk", room.talks === "off" || app.tab === "talk" ? 0 : unread), tab("table"), tab("mine")));
}

function page() {
  const {me, phase, board, task: mine} = app.view;
  if (app.replaced) return h("section.card", h("h1", t("page.replaced")), h("p", t("page.replaced.why")),
    h("button.main", {type: "button", onclick: () => { app.replaced = false; app.wire.again(); draw(); }}, t("page.use_here")));
  if (!me) return join(app);
  const news = (app.view.room?.news || []).map(x => h("div.note", {key: `news${x.seq}`}, h("b", t("page.news")), " ", x.text));
  const notes = me.notes.map((text, n) => h("div.note.good", {key: `note${n}`}, h("b", t("page.teacher")), " ", text));
  const said = app.said ? h("div.note.bad", {role: "alert", key: "said"}, app.said) : null;
  const after = app.view.after ? afterPage(app) : null;
  if (!phase) return [...notes, said, after ?? lobby(app)];
  if (phase.name === "ended" && app.tab === "now") return [news, said, after, ownPage(app)];
  const about = [...news, ...notes, said];
  const title = h("h1.unseen", {key: "title"}, t(`page.tab.${app.tab}`));
  return {
    now: () => [about, me.computer ? h("div.note", t("page.computer")) : null, task(app)],
    talk: () => [title, about, talkPage(app)],
    table: () => [title, trustTable(board), tariffTable(board), resultTable(board)],
    mine: () => [title, minePage()],
  }[app.tab]();
}

function minePage() {
  const {me, sheet, phase} = app.view;
  return [
    h("section.card", h("h2", t("page.brief")), h("p.small.soft", t("page.brief.secret")), sheet.told.map(x => h("p", x))),
    h("section.card", h("h2", t("page.sheet")), h("p", t("page.sheet.line", {amount: sheet.line})), h("p.small.soft", t("page.sheet.note")),
      sheet.kinds.map(k => h("details", {key: k.kind}, h("summary", k.kind), h("div.wide", {tabindex: 0}, h("table", h("tbody",
        k.rows.map(r => h("tr", h("th", {scope: "row"}, r.clause), h("td.figure", r.worth))))))))),
    me.partners.length ? h("section.card", h("h2", t("page.partners")), h("p", t(me.pen ? "page.pen.mine" : "page.pen.other",
      {who: me.partners.find(p => p.pen)?.alias ?? ""})), me.pen ? h("div.choices", me.partners.map(p =>
      h("button", {type: "button", key: p.name, onclick: () => act("pen", {to: p.name})}, t("page.pen.pass", {who: p.alias})))) : null) : null,
    h("section.card", h("h2", t("page.you")), h("p", t("page.you.are", {alias: me.alias, game: me.game})), me.times ? h("p", t("page.you.time", {times: me.times})) : null, comeBack(), languages(app),
      h("h3", t("page.help")), h("p", t(`page.phase.${phase.name}.help`)), h("p", t("page.help.teacher")),
      real() ? h("p", h("a", {href: `/terms/${app.language}`, target: "_blank", rel: "noopener"}, t("page.help.terms"))) : null),
  ];
}

function draw() {
  document.title = app.view.phase ? `${t(`page.phase.${app.view.phase.name}`)} · ${t("page.title")}` : t("page.title");
  render(document.getElementById("head"), head());
  render(document.getElementById("main"), page());
  render(document.getElementById("tabs"), foot());
}

let told = null;
setInterval(() => {
  const {phase} = app.view;
  if (!phase || phase.paused) return;
  const left = leftNow(phase, app.came);
  if (left === null) return;
  render(document.getElementById("head"), head());
  const mark = [60, 30, 10].find(n => left <= n && left > n - 1);
  if (mark && told !== `${phase.name}${phase.round}${mark}`) {
    told = `${phase.name}${phase.round}${mark}`;
    announce(t("page.seconds", {n: mark}));
  }
}, 500);

if (location.hash.length > 9) {                // a game of one's own: the token came behind the #
  store.set("token", location.hash.slice(1));
  store.set("resume", null);
  history.replaceState(null, "", "/");
}
await speak(app.language);
draw();
app.wire.connect();
