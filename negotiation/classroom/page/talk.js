// Talk: a channel for each pair and one for all three; ready phrases, and free text where the teacher allows it.

import {h} from "/dom.js";
import {store} from "/wire.js";
import {flag, t} from "/parts.js";

export function talkPage(app) {
  const {room, talk, me, phase} = app.view;
  const months = ["predict", "talk", "offer", "decide", "result"].includes(phase.name);
  if (room.talks === "off") return h("section.card", h("h2", t("page.tab.talk")), h("p", t("page.talk.off")));
  const channel = room.channels.find(c => c.id === app.channel) || room.channels[0];
  const here = talk.filter(x => x.to === channel.id);
  app.read = Math.max(app.read, ...talk.map(x => x.seq), 0);
  store.set("read", app.read);
  const say = body => app.act("say", {to: channel.id, ...body});
  const send = () => {
    const text = (app.drafts.say || "").trim();
    if (!text) return;
    app.remember("say", null);
    say({text});
  };
  return h("section.card", h("h2", t("page.tab.talk")), h("p.small.soft", t(room.open ? "page.talk.open" : "page.talk.secret")),
    room.channels.length > 1 ? h("div.choices.three", {role: "group", "aria-label": t("page.talk.with")}, room.channels.map(c =>
      h("button", {type: "button", key: c.id, "aria-pressed": String(c === channel), onclick: () => { app.channel = c.id; app.draw(); }}, c.label))) : null,
    h("ul.said", here.map(x => h("li", {key: x.seq, class: x.mine ? "mine" : ""}, h("span.from", flag(x.country), ` ${x.who}`), x.text)),
      here.length ? null : h("li.soft", t("page.talk.nothing"))),
    !months || phase.paused || me.muted ? h("p.soft", t(me.muted ? "page.talk.muted" : "page.talk.closed")) : [
      room.talks === "free" ? h("form", {onsubmit: e => { e.preventDefault(); send(); }},
        h("label", {for: "say"}, t("page.talk.write")),
        h("input", {id: "say", maxlength: 280, autocomplete: "off", value: app.drafts.say || "",
          oninput: e => { app.drafts.say = e.target.value; store.set("drafts", app.drafts); }}),
        h("p", h("button.main", {type: "submit"}, t("page.send")))) : null,
      h("details", {key: "phrases", open: room.talks === "phrases" || null}, h("summary", t("page.talk.phrases")),
        h("div.choices", room.phrases.map(p => h("button", {type: "button", key: p.id, onclick: () => say({phrase: p.id})}, p.text))))]);
}
