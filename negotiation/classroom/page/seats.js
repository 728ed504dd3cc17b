// Who sits where, and what the teacher can do about a seat.

import {h} from "/dom.js";
import {clock, countries, leftNow, marker, name, press, t} from "/parts.js";

const TIMES = [1, 1.5, 2];
const real = x => x.toLocaleString(document.documentElement.lang === "fr" ? "fr" : "en");

// Seconds for which somebody has been away; null while the page is open.
const age = (app, m) => m.away === null ? null : m.away + (performance.now() - app.came) / 1000;

// Here, away for so long, or a computer player: letters and shape beside color.
function presence(app, m) {
  const gone = age(app, m);
  if (gone === null) return h("span.here", {role: "img", "aria-label": t("console.here")}, "●");
  const text = gone < 90 ? `${Math.round(gone)} s` : `${Math.round(gone / 60)} min`;
  return h("span.away", {title: t("console.away", {n: text})}, `◐ ${text}`);
}

export function people(app, members) {
  return h("section.card", {key: "people"}, h("h2", t("console.people", {n: members.length})),
    members.length ? h("ul.people", members.map(m => h("li", {key: m.name}, h("button", {type: "button", "aria-pressed": String(app.picked?.member === m.name),
      onclick: () => { app.picked = {member: m.name, game: m.game, seat: m.seat}; app.draw(); }}, presence(app, m), " ", m.alias,
    m.game ? [h("span.soft", ` ${t("console.short", {n: m.game})} `), marker(countries[m.seat])] : null,
    m.times > 1 ? h("span.soft", ` × ${real(m.times)}`) : null, m.copied ? h("b.bad", ` ${t("console.copied")}`) : null)))) : h("p", t("console.people.none")));
}

const stuck = (app, x) => x.paused ? 2 : x.name === "ended" ? 3 : x.seats.some(s => !s.ready && s.members.length && s.members.every(m => age(app, app.view.members.find(y => y.name === m) || {away: null}) !== null)) ? 0 : 1;

export function grid(app) {
  const tiles = [...app.view.tiles].sort((a, b) => stuck(app, a) - stuck(app, b) || a.game - b.game);
  return h("section.grid", {key: "grid", "aria-label": t("console.grid")}, tiles.map(x => h("div.tile", {key: x.game, class: [stuck(app, x) === 0 ? "stuck" : "", app.opened === x.game ? "opened" : ""].join(" ")},
    h("button.title", {type: "button", onclick: () => { app.opened = x.game; app.order("look", {game: x.game}); }},
      h("b", t("console.game", {n: x.game})), h("span.soft", x.arm ? ` ${x.arm}` : ""), h("span.at", t(`page.phase.${x.name}`), x.round && x.name !== "ended" ? ` ${x.round}/${x.rounds} ` : " ",
        x.paused && x.name !== "ended" ? t("page.paused") : leftNow(x, app.came) === null ? "" : clock(leftNow(x, app.came)))),
    countries.map((c, i) => chair(app, x, c, i)),
    h("span.small", t("console.tile", {offers: x.offers, signed: x.signed.map(k => t(`console.kind.${k}`)).join(", ") || "–"}),
      x.missed ? h("span.bad", ` · ${t("console.missed", {n: x.missed})}`) : null))));
}

function chair(app, x, country, seat) {
  const s = x.seats[seat], members = s.members.map(m => app.view.members.find(y => y.name === m)).filter(Boolean);
  return h("button.chair", {type: "button", key: country, "aria-pressed": String(app.picked?.game === x.game && app.picked?.seat === seat),
    onclick: () => { app.picked = {game: x.game, seat, member: members[0]?.name ?? null}; app.draw(); }},
  marker(country), h("span.unseen", name(country)), " ", s.player ? `▣ ${t("console.bot")}` : members.length ? members.map(m => [presence(app, m), ` ${m.alias} `]) : t("console.vacant"),
  s.ready && !s.player && members.length && x.name !== "ended" ? " ✓" : "");
}

export function seatMenu(app) {
  const p = app.picked, m = app.view.members.find(y => y.name === p.member), tile = app.view.tiles.find(x => x.game === p.game);
  const seat = tile?.seats[p.seat], order = app.order;
  const where = tile ? `${t("console.game", {n: p.game})}, ${name(countries[p.seat])}` : t("console.waiting");
  return h("section.card", {key: "menu"}, h("div.row", h("h2.grow", m ? m.alias : where), press("✕", () => { app.picked = null; app.draw(); }, {"aria-label": t("console.shut")})),
    m ? h("p.soft", where) : null,
    tile ? h("div.row", seat.player ? press(t("console.to_person"), () => order("player", {game: p.game, seat: p.seat, player: null}))
      : press(t("console.to_computer"), () => order("player", {game: p.game, seat: p.seat, player: app.view.room.settings.player}))) : null,
    m ? [h("div.row", m.game && !m.pen ? press(t("console.pen"), () => order("pen", {member: m.name})) : null,
      press(t("console.new_link"), () => order("link", {member: m.name})),
      press(t(m.muted ? "console.unmute" : "console.mute"), () => order("mute", {member: m.name, on: !m.muted}), {key: "mute"}),
      h("select", {key: "time", "aria-label": t("console.time"), value: String(m.times), onchange: e => order("time", {member: m.name, times: Number(e.target.value)})},
        TIMES.map(x => h("option", {key: String(x), value: String(x)}, t(x === 1 ? "console.time.usual" : "console.time.more", {times: real(x)})))),
      m.copied ? press(t("console.calm"), () => order("calm", {member: m.name})) : null,
      app.sure === `k${m.name}` ? press(t("console.kick.sure"), () => { app.picked = null; order("kick", {member: m.name}); }, {class: "danger", key: "ks"})
        : press(t("console.kick"), () => { app.sure = `k${m.name}`; app.draw(); }, {key: "k"})),
    h("div.row", h("input.grow", {"aria-label": t("console.note"), placeholder: t("console.note"), maxlength: 280, value: p.note || "", oninput: e => { p.note = e.target.value; }}),
      press(t("console.note.send"), () => order("note", {member: m.name, text: p.note || t("console.nudge")}, () => { p.note = ""; }))),
    app.view.tiles.length ? h("div.row", h("select.grow", {"aria-label": t("console.move"), onchange: e => {
      const [game, to] = e.target.value.split(":").map(Number);
      order("reseat", {member: m.name, game, seat: to}, () => { p.game = game; p.seat = to; });
    }, value: ""}, h("option", {value: ""}, t("console.move")), h("option", {value: "0:-1"}, t("console.waiting")), app.view.tiles.flatMap(x => countries.map((c, i) =>
      h("option", {key: `${x.game}${i}`, value: `${x.game}:${i}`}, `${t("console.game", {n: x.game})}, ${name(c)}`))))) : null] : null);
}
