// Slides of a plan for the big screen: one at a time, by keys, buttons or touch; nothing on them is private.

import {h, render} from "/dom.js";
import {press, speak, t} from "/parts.js";

const asked = new URLSearchParams(location.search);
const language = ["en", "es", "fr"].includes(asked.get("lang")) ? asked.get("lang") : "en";
let plan = null;
const here = () => Math.min(Math.max(Number(location.hash.slice(1)) || 1, 1), plan.slides.length);

function go(n) {
  history.replaceState(null, "", `#${Math.min(Math.max(n, 1), plan.slides.length)}`);
  draw();
}

function draw() {
  const n = here(), slide = plan.slides[n - 1];
  document.title = `${slide.title} · ${plan.title}`;
  render(document.getElementById("main"), [
    ...plan.slides.map((s, k) => h("section.slide", {key: k, hidden: k + 1 !== n}, h("h1", s.title), h("ul", s.lines.map((x, i) => h("li", {key: i}, x))))),
    h("footer.row", {key: "foot"}, h("span.grow.soft", {role: "status"}, `${plan.title} · ${t("pack.slide", {n, of: plan.slides.length})}`),
      press("◀", () => go(n - 1), {key: "before", "aria-label": t("pack.slide.before"), disabled: n === 1}), press("▶", () => go(n + 1), {key: "next", "aria-label": t("pack.slide.next"), disabled: n === plan.slides.length}))]);
}

addEventListener("keydown", e => {
  const step = {ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1}[e.key] ?? (e.key === " " && e.target === document.body ? 1 : 0);
  if (step && plan) { e.preventDefault(); go(here() + step); }
});

await speak(language);
const answer = await fetch(`/pack.json?plan=${encodeURIComponent(asked.get("plan") || "")}&lang=${language}`);
if (answer.ok) {
  plan = await answer.json();
  draw();
} else render(document.getElementById("main"), [h("p.note.bad", {role: "alert"}, await answer.text())]);
