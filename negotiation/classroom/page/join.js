// The door, and the wait for the teacher.

import {h} from "/dom.js";
import {speak, t} from "/parts.js";
import {store} from "/wire.js";
import {ideas} from "/ideas.js";

export function join(app) {
  const form = app.form;
  const go = event => {
    event.preventDefault();
    app.refused = null;
    app.joining = form.back ? {type: "resume", code: form.code, resume: form.resume, language: app.language}
      : {type: "join", code: form.code, language: app.language};
    app.wire.again();
    app.draw();
  };
  const waiting = store.get("token") && !app.refused || app.joining;
  return [languages(app), h("section.card", {key: "join"}, h("h1", t("page.title")), h("p", t("page.join.what")),
    app.refused ? h("div.note.bad", {role: "alert"}, app.refused) : null,
    waiting ? h("p", {role: "status"}, t("page.connecting")) : null,
    h("form", {onsubmit: go},
      h("label", {for: "code"}, t("page.join.code")),
      h("input.code", {id: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 8, required: true,
        value: form.code, oninput: e => { form.code = e.target.value; }}),
      form.back ? [h("label", {for: "resume"}, t("page.join.resume")),
        h("input.code", {id: "resume", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 10,
          value: form.resume, oninput: e => { form.resume = e.target.value; }})] : null,
      h("p", h("button.main", {type: "submit"}, t(form.back ? "page.join.back" : "page.join.go")))),
    h("button", {type: "button", onclick: () => { form.back = !form.back; app.draw(); }}, t(form.back ? "page.join.new" : "page.join.again"))),
  h("p.small.soft", {key: "private"}, t("page.join.private"))];
}

export function lobby(app) {
  const {me, room} = app.view;
  const over = room.stage === "closed";
  return [h("section.card", {key: "lobby"}, h("h1", t(over ? "page.over" : "page.lobby")),
    h("p", t("page.lobby.alias")), h("p.alias", me.alias),
    me.reroll && room.stage === "lobby" ? h("button", {type: "button", onclick: () => app.act("alias", {})}, t("page.lobby.reroll")) : null,
    me.game ? h("p", t("page.lobby.seat", {game: me.game, country: t(`page.country.${me.country}`)})) : h("p", t("page.lobby.wait")),
    comeBack(), languages(app)), ideas(app, app.view.ideas, true)];
}

export const comeBack = () => store.get("resume") ? [h("p", t("page.resume")), h("p.code", store.get("resume"))] : null;

export const languages = app => h("div.choices.three", {role: "group", "aria-label": t("page.language")},
  [["en", "English"], ["es", "Español"], ["fr", "Français"]].map(([id, word]) => h("button", {type: "button", lang: id, key: id,
    "aria-pressed": String(id === app.language), onclick: async () => {
      if (app.view.me) app.act("language", {language: id});
      else { app.language = id; store.set("language", id); await speak(id); app.draw(); }
    }}, word)));
