// The teacher's console: a plan, the network, the lobby, the games; every press is an order to the server.

import {h, render} from "/dom.js";
import {Wire} from "/wire.js";
import {announce, clock, countries, dress, leftNow, lines, marker, moved, name, press, resultTable, speak, t, trustTable} from "/parts.js";
import {after, begin} from "/debrief.js";
import {grid, people, seatMenu} from "/seats.js";
import {beside, over, planPicker} from "/lesson.js";
import {paperForm, paperStart} from "/paper.js";

const language = (new URLSearchParams(location.search).get("lang")) || (["es", "fr"].find(x => navigator.language.startsWith(x)) ?? "en");
const app = {view: {}, came: 0, said: null, opened: 0, picked: null, link: null, sure: null, language, draw, order,
  form: {scenario: "tutorial", months: 0, talks: "free", treatment: "", luck: "off", language, timer: true, minutes: {}, rest: "computer", per_seat: 1, headline: ""}};

app.wire = new Wire(`/ws?lang=${language}`, () => null, {
  view(frame) {
    const {type, v, seq, ...sections} = frame;
    Object.assign(app.view, sections);
    if (sections.words) dress(sections.words);
    if ("lesson" in sections) app.lessonCame = performance.now();
    if ("tiles" in sections || "members" in sections) app.came = performance.now();
    draw();
  },
  reject(frame) { app.said = frame.text; announce(frame.text); draw(); },
  state() { draw(); },
});

function order(kind, body = {}, then) {
  app.said = app.sure = null;
  app.wire.ask({type: "order", kind, body}, frame => {
    if (frame.type === "done") {
      if (frame.link) app.link = frame.link;
      then?.(frame);
    }
    draw();
  });
  draw();
}

const field = (id, text, control) => h("div.field", h("label", {for: id}, text), control);
const pick = (id, options, value, change) => h("select", {id, onchange: e => change(e.target.value), value},
  options.map(([v, text]) => h("option", {key: String(v), value: v}, text)));

const USUAL = {brief: 300, predict: 45, talk: 120, offer: 90, decide: 75, result: 45, reflect: 120};

function settings() {
  const f = app.form;
  const seconds = Object.fromEntries(Object.keys(USUAL).map(p => [p, f.timer ? f.minutes[p] ?? USUAL[p] : 0]));
  return {...f.planned, scenario: f.scenario, months: Number(f.months), talks: f.talks, treatment: f.treatment, language: f.language, luck: f.luck === "on", seconds, plan: f.plan || "", ideas: !f.ideas ? [] : f.planned?.ideas?.length ? f.planned.ideas : app.view.host.choices.ideas};
}

function start() {
  const {host} = app.view, f = app.form, set = (k, v) => { f[k] = v; draw(); };
  const scenario = host.choices.scenarios.find(s => s.name === f.scenario);
  const months = Number(f.months) || scenario.months;
  const months_ = months * ["predict", "talk", "offer", "decide", "result"].reduce((sum, p) => sum + (f.minutes[p] ?? USUAL[p]), 0);
  const total = Math.round((months_ + (f.minutes.brief ?? USUAL.brief) + (f.minutes.reflect ?? USUAL.reflect)) / 60);
  return h("div.columns",
    h("section.card", {key: "plan"}, h("h2", t("console.plan")), planPicker(app),
      f.plan && f.scenario !== host.choices.plans.find(p => p.name === f.plan)?.settings.scenario ? h("p.note", {key: "other", role: "status"}, t("console.lesson.other")) : null,
      field("scenario", t("console.scenario"), pick("scenario", host.choices.scenarios.map(s => [s.name, s.title]), f.scenario, v => { f.months = 0; set("scenario", v); })),
      field("months", t("console.months"), pick("months", [[0, t("console.months.own", {n: scenario.months})], ...[2, 3, 4, 5, 6, 8].filter(n => n < scenario.months).map(n => [n, String(n)])], f.months, v => set("months", v))),
      field("talks", t("console.talks"), pick("talks", ["free", "phrases", "off"].map(x => [x, t(`console.talks.${x}`)]), f.talks, v => set("talks", v))),
      field("treatment", t("console.treatment"), pick("treatment", [["", t("console.treatment.none")], ...host.choices.treatments.map(x => [x.id, x.text])], f.treatment, v => set("treatment", v))),
      field("luck", t("console.luck"), pick("luck", [["off", t("console.luck.off")], ["on", t("console.luck.on")]], f.luck, v => set("luck", v))),
      field("language", t("console.language"), pick("language", [["en", "English"], ["es", "Español"], ["fr", "Français"]], f.language, v => set("language", v))),
      field("ideas", t("console.ideas"), pick("ideas", [["off", t("console.ideas.off")], ["on", t("console.ideas.on")]], f.ideas ? "on" : "off", v => set("ideas", v === "on"))),
      field("timer", t("console.timer"), pick("timer", [["on", t("console.timer.on")], ["off", t("console.timer.off")]], f.timer ? "on" : "off", v => set("timer", v === "on"))),
      f.timer ? h("details", {key: "clock"}, h("summary", t("console.seconds", {n: total})), h("div.fields", Object.keys(USUAL).map(p =>
        field(`s-${p}`, t(`page.phase.${p}`), h("input", {id: `s-${p}`, type: "number", min: 5, max: 3600, value: f.minutes[p] ?? USUAL[p],
          oninput: e => { f.minutes[p] = Number(e.target.value); }, onchange: e => { f.minutes[p] = Math.max(5, Math.min(3600, Number(e.target.value) || USUAL[p])); draw(); }}))))) : null,
      h("p", h("button.main", {type: "button", onclick: () => order("create", settings())}, t("console.open_room"))),
      press(t("console.rehearse"), () => order("rehearse", settings()))),
    h("div", {key: "side"}, network(), h("section.card", {key: "rooms"}, h("h2", t("console.rooms")),
      host.rooms.length ? h("ul.lines", host.rooms.map(r => h("li.row", {key: r}, h("b.grow", r), press(t("console.reopen"), () => order("open", {room: r})),
        remove(r)))) : h("p", t("console.rooms.none")))));
}

const remove = r => app.sure === r ? press(t("console.delete.sure"), () => order("delete", {room: r}), {class: "danger", key: `sure${r}`})
  : press(t("console.delete"), () => { app.sure = r; draw(); }, {key: `delete${r}`});

function network() {
  const {host} = app.view;
  return h("section.card", {key: "network"}, h("h2", t("console.network")),
    host.addresses.length ? field("address", t("console.address"), pick("address", host.addresses.map(a => [a, `${host.scheme}://${a}:${host.port}`]), host.address,
      v => order("address", {address: v}))) : h("p.note.bad", t("console.no_address")),
    h("p", {class: host.reached ? "good" : ""}, host.reached ? t("console.reached", {n: host.reached}) : t("console.not_reached")),
    h("p.small.soft", t("console.network.help")),
    host.turned_away.length ? h("p.small", t("console.turned_away"), " ",
      host.turned_away.map(([why, n]) => `${t(`console.turned_away.${why}`)} ${n}`).join(" · ")) : null,
    h("p", h("a", {href: `${host.here}/screen?key=${host.screen}`, target: "_blank", rel: "noopener"}, t("console.projector"))));
}

function lobby() {
  const f = app.form, {members, tiles} = app.view;
  const waiting = members.filter(m => !m.game);
  return h("div.columns",
    h("section.card", {key: "lobby"}, h("h2", t("console.lobby", {n: members.length})),
      h("div.fields", field("rest", t("console.rest"), pick("rest", [["computer", t("console.rest.computer")], ["share", t("console.rest.share")]], f.rest, v => { f.rest = v; draw(); })),
        field("per", t("console.per_seat"), pick("per", [1, 2, 3, 4].map(n => [n, String(n)]), f.per_seat, v => { f.per_seat = Number(v); draw(); }))),
      h("div.row", press(t("console.seat_all", {n: waiting.length}), () => order("seat", {rest: f.rest, per_seat: f.per_seat}), {disabled: !waiting.length, class: tiles.length ? "" : "main"}),
        press(t("console.computers"), () => order("computers", {games: 1})),
        h("button.main", {type: "button", key: "begin", disabled: !tiles.length, onclick: () => order("begin")}, t("console.begin"))),
      app.view.room.settings.ideas.length ? h("p", {key: "first"}, t("console.ideas.done", {done: app.view.room.first, of: members.length})) : null,
      paperStart(app), people(app, members)), h("div", {key: "side"}, beside(app), network(), tiles.length ? grid(app) : null, app.picked ? seatMenu(app) : null));
}

function play() {
  const one = app.opened && app.view.game ? app.view.game : null, all = {game: app.opened || 0};
  const tile = app.view.tiles.find(x => x.game === app.opened);
  const paused = one ? tile?.paused : app.view.tiles.every(x => x.paused);
  const f = app.form, news = app.view.room.headlines;
  return [h("section.card.orders", {key: "orders"}, h("b", one ? t("console.for_one", {n: app.opened}) : t("console.for_all")),
    press(t(paused ? "console.resume" : "console.pause"), () => order(paused ? "resume" : "pause", all), {key: "pause"}),
    press(t("console.extend"), () => order("extend", {...all, seconds: 60})),
    press(t("console.end_phase"), () => order("end_phase", all)),
    h("select", {"aria-label": t("console.headline"), onchange: e => { f.headline = e.target.value; draw(); }, value: f.headline},
      h("option", {value: ""}, t("console.headline")), news.map(x => h("option", {key: x.id, value: x.id}, x.text))),
    h("input.grow", {"aria-label": t("console.headline.own"), placeholder: t("console.headline.own"), maxlength: 280, value: f.own || "", oninput: e => { f.own = e.target.value; }}),
    press(t("console.headline.send"), () => order("headline", {...all, ...(f.own ? {text: f.own} : {ready: f.headline || undefined})}, () => { f.own = f.headline = ""; }))),
  h("div.columns.wide-left", h("div", {key: "grid"}, over(app), grid(app), app.picked ? seatMenu(app) : null), h("div", {key: "one"}, one ? [paperForm(app, one, tile), game(one, tile)] : [beside(app), people(app, app.view.members)]))];
}

function game(one, tile) {
  return [h("section.card", {key: "top"}, h("div.row", h("h2.grow", t("console.game", {n: one.game})),
    press(t("console.back"), () => { app.opened = 0; order("look", {game: 0}); })),
  h("p", t(`page.phase.${tile.name}`), tile.round ? ` · ${t("page.month", {n: tile.round, of: tile.rounds, month: tile.month})}` : "", tile.arm ? ` · ${tile.arm}` : ""),
  h("ul.lines", countries.map((c, i) => h("li", {key: c}, marker(c), " ", h("b", name(c)), " ",
    tile.seats[i].player ? t("console.computer", {name: tile.seats[i].player}) : tile.seats[i].members.map(m => app.view.members.find(x => x.name === m)?.alias).join(", ") || t("console.vacant"),
    one.checks[i].length ? ` · ${t("console.checks", {n: one.checks[i].filter(Boolean).length, of: one.checks[i].length})}` : "",
    one.planned[i].length ? h("span.reason", ` ${t("console.planned")} ${one.planned[i].join(" · ")}`) : null, one.wrote[i] ? h("span.reason", ` “${one.wrote[i]}”`) : null))),
  tile.round ? h("div.row", t("console.rewind"), Array.from({length: tile.round}, (_, n) => app.sure === `r${n}` ?
    press(t("console.rewind.sure", {n: n + 1}), () => order("rewind", {game: one.game, round: n + 1}), {class: "danger", key: `rs${n}`})
    : press(String(n + 1), () => { app.sure = `r${n}`; draw(); }, {key: `r${n}`}))) : null),
  h("section.card", {key: "talk"}, h("h2", t("page.tab.talk")), one.talk.length ? h("ul.lines", one.talk.map(x => h("li", {key: x.seq}, marker(x.country), " ",
    h("b", x.who), h("span.soft", ` → ${t("pack.list", {label: x.to === "all" ? t("console.to_all") : x.to.split("-").map(name).join("–")})} `), x.text))) : h("p", t("page.talk.nothing"))),
  one.months.map(m => h("section.card", {key: m.month}, h("h2", m.month), lines(m.lines), moved(m.trust))), trustTable(one.board), resultTable(one.board)];
}

function draw() {
  const {host, room} = app.view;
  if (!host) return;
  render(document.getElementById("head"), [h("div.row", h("h1.grow", room ? t("console.room", {code: room.code}) : t("console.title"), room?.settings.rehearsal ? ` · ${t("console.rehearsal")}` : ""),
    room?.stage === "play" ? app.view.tiles.slice(0, 1).map(x => h("span", t(`page.phase.${x.name}`), " ", leftNow(x, app.came) === null ? "" : clock(leftNow(x, app.came)))) : null,
    ["play", "closed"].includes(room?.stage) ? begin(app) : null,
    room && !["lobby", "closed"].includes(room.stage) ? press(t("console.close"), () => { if (app.sure === "close") order("close"); else { app.sure = "close"; draw(); } }, {key: "close"}) : null,
    app.sure === "close" ? h("span", t("console.close.sure")) : null,
    room ? press(t("console.leave"), () => { app.opened = 0; app.picked = null; order("leave"); }, {key: "leave"}) : null)]);
  render(document.getElementById("main"), [app.wire.open ? null : h("div.note.bad", {key: "lost"}, t("console.lost")),
    host.trouble.length ? h("div.note.bad", {key: "disk", role: "alert"}, t("page.disk")) : null,
    host.cut_off ? h("div.note.bad", {key: "cut", role: "alert"}, t("console.cut_off")) : null,
    app.said ? h("div.note.bad", {key: "said", role: "alert"}, app.said) : null,
    app.link ? h("div.note", {key: "link"}, t("console.link", {who: app.view.members?.find(m => m.name === app.link.member)?.alias ?? ""}), " ", h("b.code", app.link.resume), " ",
      press(t("console.understood"), () => { app.link = null; draw(); })) : null,
    !room ? start() : room.stage === "lobby" ? lobby() : app.view.after ? after(app) : play(),
    room ? h("p.small.soft", {key: "file"}, t("console.file", {file: host.file})) : null]);
}

await speak(language);
setInterval(draw, 1000);
app.wire.connect();
