// Clicks and keys.
"use strict";
document.addEventListener("click", e => {
  const row = e.target.closest("a.row[data-id]");
  if (row && list && !e.ctrlKey && !e.metaKey && !e.shiftKey) { e.preventDefault(); select(row); return; }
  const clicked = e.target.closest(".beads > .bead");
  if (clicked) { selectBead(clicked); return; }
  const chosen = e.target.closest(".finding");
  if (chosen && chosen !== finding()) selectFinding(chosen, !e.target.closest("input, button, a"));
  const judging = e.target.closest("[data-finding]:not(.said)");
  if (judging) { findingDo(judging.dataset.finding); return; }
  const act = e.target.closest("[data-bead]");
  if (act) { beadDo(act.dataset.bead, "before" in act.dataset); return; }
  const to = e.target.closest("[data-ask]");
  if (to) {
    e.preventDefault();
    ask(to.href).then(({ ok, html }) => ok ? showAsk(html, async (url, form) => {
      const answer = await send(url, form);
      if (!answer.ok) { fail(answer.html); return; }
      take(answer.html);
      setTimeout(() => location.reload(), 700);
    }) : fail(html)).catch(offline);
    return;
  }
  const button = e.target.closest("[data-do]");
  if (!button) return;
  const does = { help, undo, edit, mark, leave };
  if (does[button.dataset.do]) { e.preventDefault(); does[button.dataset.do](); }
});
function bindFilters() { for (const form of $$("form.filters, form.bigsearch")) form.onchange = e => { if (e.target.matches("select, [type=checkbox]")) form.requestSubmit(); }; }
bindFilters();
function help() {
  const d = $("#keys");
  if (d.open) { d.close(); return; }
  d.showModal();
  $("h2", d).focus();
  d.scrollTop = 0;
}

// keys
let prefix = "";
document.addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
  const at = e.target, field = at.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
  if (e.key === "Escape") {
    if (detail && detail.classList.contains("choosing")) { detail.classList.remove("choosing"); current() && current().focus(); }
    else if (detail && $(".edit", detail) && detail.contains(at)) leave();
    else if (field) { at.blur(); const back = current() || bead() || finding(); if (back) back.focus({ preventScroll: true }); }
    return;
  }
  if (field || document.querySelector("dialog[open]")) return;
  if (detail && detail.classList.contains("choosing") && /^[1-9]$/.test(e.key)) {
    const b = $(`[data-digit="${e.key}"]`, detail);
    detail.classList.remove("choosing");
    if (b) { e.preventDefault(); current().focus(); decide("approved", b.value); }
    return;
  }
  const key = prefix + e.key;
  prefix = "";
  const act = keys[key];
  if (e.key === "g" && !act) { prefix = "g"; return; }
  if (act && act(e) !== false) e.preventDefault();
});
const go = to => () => { location.href = to; };
// on lets a key mean one thing on the list of terms and another on beads.
const none = () => false;
const on = (terms, beads = none, other = none, found = none) => e => (list ? terms : $("#beads") ? beads : $("#findings") ? found : other)(e);
const onList = f => on(f);
// steps moves by so many rows; elsewhere the key scrolls.
const steps = by => on(e => inList(e) ? void move(by) : false, () => moveBead(by), none, () => Math.abs(by) === 1 ? moveFinding(by) : false);
const keys = {
  "?": help, "go": go("/"), "gt": go("/terms"), "ga": go("/pairs"), "gc": go("/search"), "gf": go("/checks"),
  "/": () => { const f = $('[data-key="/"]'); if (f) { f.focus(); f.select(); } else location.href = "/terms"; },
  u: () => undo(),
  j: on(() => void move(1), () => moveBead(1), () => moveHit(1), () => moveFinding(1)), k: on(() => void move(-1), () => moveBead(-1), () => moveHit(-1), () => moveFinding(-1)),
  w: on(none, none, none, () => findingDo("waive")), o: on(none, none, none, () => findingDo("open")), f: on(none, none, none, () => findingDo("copy")),
  ArrowDown: steps(1), ArrowUp: steps(-1), PageDown: steps(15), PageUp: steps(-15),
  Home: on(e => inList(e) ? void to(0) : false, () => selectBead(beadRows()[0])), End: on(e => inList(e) ? void to(total - 1) : false, () => selectBead(beadRows().at(-1))),
  s: on(none, () => void beadDo("split")), d: on(none, () => void beadDo("detach")),
  "[": on(none, () => void beadDo("up")), "]": on(none, () => void beadDo("down")),
  "{": on(none, () => void beadDo("up", true)), "}": on(none, () => void beadDo("down", true)), M: on(none, () => void beadDo("merge", true)),
  a: onList(() => decide("approved")), x: onList(() => decide("rejected")), r: on(() => decide("proposed"), () => void beadDo("release")),
  p: onList(() => choose()), e: onList(() => edit()), m: on(() => mark(), () => void beadDo("merge")),
  Enter: on(e => { if (!e.target.matches("a.row")) return false; detail.focus(); }, e => e.target.matches("button, a") ? false : void beadDo("confirm")),
};
// inList lets arrow keys scroll elsewhere.
const inList = e => list.contains(e.target) || e.target === document.body;
for (const a of $$(".top nav a[aria-current]")) a.scrollIntoView({ inline: "center", block: "nearest" });
document.documentElement.classList.add("ready");
