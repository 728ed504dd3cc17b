// The projector: the door, the clock, totals of the class. No secrets: the server sends none.

import {h, render} from "/dom.js";
import {Wire} from "/wire.js";
import {cardView} from "/card.js";
import {clock, dress, leftNow, speak, t} from "/parts.js";

const view = {came: 0, room: undefined};
let spoken = "";

const wire = new Wire(`/screen/ws?key=${encodeURIComponent(new URLSearchParams(location.search).get("key") || "")}`, () => null, {
  async view(frame) {
    Object.assign(view, frame);
    if (frame.words) dress(frame.words);
    if ("clock" in frame) view.came = performance.now();
    const language = view.room?.language || "en";
    if (language !== spoken) { spoken = language; await speak(language); }
    draw();
  },
  state() { draw(); },
});

function qr(rows) {
  const d = rows.flatMap((row, y) => [...row].map((bit, x) => (bit === "1" ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return h("svg.qr", {viewBox: `-2 -2 ${rows.length + 4} ${rows.length + 4}`, role: "img", "aria-label": t("screen.qr")},
    h("rect", {x: -2, y: -2, width: rows.length + 4, height: rows.length + 4, fill: "#fff"}), h("path", {d, fill: "#000"}));
}

const shown = url => url.replace(/^http:\/\/|\/$/g, "");

function lobby() {
  const {room, door, names} = view;
  return [h("div.door", door.qr.length ? qr(door.qr) : null, h("div",
    h("p.big", t("screen.go")), h("p.url", shown(door.url) || t("screen.no_address")),
    h("p.big", t("screen.code")), h("p.roomcode", room.code),
    h("p.big.soft", t("screen.wifi")))),
  h("p.count", t(room.locked ? "screen.locked" : "screen.people", {n: room.people})),
  h("ul.names", names.map(x => h("li", {key: x}, x)))];
}

function play() {
  const {room, totals} = view;
  return [view.clock.map(g => h("section.group", {key: `${g.round}${g.phase}`},
    h("h1", t(`page.phase.${g.phase}`)), ["brief", "reflect", "ended"].includes(g.phase) ? null
      : h("p.big", t("screen.month", {n: g.round, of: g.rounds, month: g.month})),
    g.phase === "ended" ? null : h("p.time", g.paused ? t("page.paused") : leftNow(g, view.came) === null ? "" : clock(leftNow(g, view.came))),
    h("p.big.soft", t(g.games === 1 ? "screen.one_game" : "screen.games", {n: g.games}), g.phase === "ended" || g.phase === "talk" ? "" : ` · ${t("screen.ready", {n: g.ready, of: g.seats})}`))),
  h("p.count", t("screen.signed", {n: totals.signed})),
  totals.endings.length ? h("ul.endings", totals.endings.map(([title, n]) => h("li", {key: title}, h("b", `${n} × `), title))) : null,
  view.news.map(x => h("p.note.big", {key: x}, x)),
  h("p.foot.soft", `${shown(view.door.url)} · ${room.code}`)];
}

function draw() {
  const {room} = view;
  render(document.getElementById("main"), [
    wire.open ? null : h("p.note", t("page.lost")), view.trouble ? h("p.note.bad", t("page.disk")) : null,
    room?.stage === "play" ? null : h("h1.unseen", t("page.title")),
    room === undefined ? null : room === null ? h("p.big", t("screen.none")) : room.stage === "lobby" ? lobby()
      : room.stage === "closed" ? h("p.big", t("page.over")) : view.card ? cardView(view.card)
        : view.quiz ? h("p.count", t("screen.quiz", view.quiz)) : play()]);
}

await speak("en");
setInterval(draw, 500);
wire.connect();
