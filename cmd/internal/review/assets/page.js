// The script of the page: keys, parts that are replaced without loading the
// page anew, and undo. Everything also works as plain links and forms.
"use strict";
document.documentElement.classList.add("script");
const $ = (q, e = document) => e.querySelector(q);
const $$ = (q, e = document) => [...e.querySelectorAll(q)];

// ask fetches a part of a page. Changes are sent one after the other, in the
// order in which they were made.
let last = Promise.resolve(), busy = 0;
const idle = async () => { while (busy) await new Promise(done => setTimeout(done, 20)); };
async function ask(url, form, signal) {
  const options = { headers: { "X-Part": "1" }, credentials: "same-origin", signal };
  if (form) { options.method = "POST"; options.body = form; }
  const answer = await fetch(url, options);
  return { ok: answer.ok, status: answer.status, html: await answer.text() };
}
function send(url, form) {
  const body = form instanceof FormData && form.has("file") ? form : new URLSearchParams(form);
  const turn = last.then(() => ask(url, body));
  last = turn.catch(() => {});
  return turn;
}
const parsed = html => { const t = document.createElement("template"); t.innerHTML = html; return t.content; };

// say shows a message for a while; errors stay longer.
function say(node) {
  const box = $("#said");
  box.replaceChildren(node);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => box.replaceChildren(), node.classList.contains("failure") ? 12000 : 6000);
}
function fail(html) {
  const node = parsed(html).firstElementChild || document.createElement("p");
  node.classList.add("failure");
  say(node);
}
// tell says one of the texts that the page brought along.
function tell(name, failed) {
  const p = document.createElement("p");
  p.textContent = document.body.dataset[name];
  if (failed) p.className = "failure";
  say(p);
}
const offline = () => tell("offline", true);

// Undo takes back what was done in this window, latest first.
const shelf = () => "undo " + ($("#beads") ? location.pathname : $("#findings") ? "findings" : "terms");
const undone = {
  all: () => JSON.parse(sessionStorage.getItem(shelf()) || "[]"),
  keep(all) { sessionStorage.setItem(shelf(), JSON.stringify(all.slice(-200))); },
  push(id) { if (id && id !== "0") this.keep([...this.all(), id]); },
  pop() { const all = this.all(), id = all.pop(); this.keep(all); return id; },
};

// dialogs
const asking = $("#ask");
function showAsk(html, then) {
  asking.replaceChildren(parsed(html));
  asking.then = then;
  asking.showModal();
  const first = $("[autofocus], .ends button:last-child", asking);
  if (first) first.focus();
}
if (asking) asking.addEventListener("submit", e => {
  const button = e.submitter;
  if (button && button.formMethod === "dialog") { asking.close(); e.preventDefault(); return; }
  e.preventDefault();
  const form = new FormData(e.target);
  if (button && button.name) form.set(button.name, button.value);
  asking.close();
  asking.then(e.target.getAttribute("action"), form);
});

// the list of terms
const list = $(".rows[role=listbox]"), detail = $("#detail");
const rows = () => $$("a.row[data-id]", list);
const current = () => $('a.row[aria-selected="true"]', list);
let marked = null, loading = null, prefetched = new Map();

function select(row, { focus = true, load = true } = {}) {
  if (!row) return;
  const old = current();
  if (old && old !== row) { old.setAttribute("aria-selected", "false"); old.tabIndex = -1; }
  row.setAttribute("aria-selected", "true");
  row.tabIndex = 0;
  if (focus) row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  if (load) show(row);
  const next = row.nextElementSibling;
  if (next && next.matches("a.row")) fetchDetail(next.dataset.id);
}
function detailAddress(id) {
  const lang = list.dataset.lang;
  return "/terms/" + id + (lang ? "?lang=" + encodeURIComponent(lang) : "");
}
function fetchDetail(id, fresh) {
  if (fresh || !prefetched.has(id)) {
    if (prefetched.size > 30) prefetched.clear();
    prefetched.set(id, ask(detailAddress(id)));
  }
  return prefetched.get(id);
}
async function show(row, fresh) {
  const id = row.dataset.id;
  loading = id;
  history.replaceState(null, "", row.getAttribute("href"));
  const answer = fetchDetail(id, fresh);
  try {
    const { ok, html } = await answer;
    if (loading !== id) return;
    if (!ok) { prefetched.delete(id); fail(html); return; }
    detail.replaceChildren(parsed(html));
    detail.scrollTop = 0;
    watchMore();
  } catch { prefetched.delete(id); offline(); }
}
async function move(by) {
  const all = rows(), at = all.indexOf(current());
  if (at + by >= all.length && $(".sentinel", list)) { await more(); return move(by); }
  select(all[Math.max(0, Math.min(all.length - 1, at + by))]);
}
// more appends the rows that follow.
let moreRunning = null;
function more() {
  const sentinel = $(".sentinel", list);
  if (!sentinel) return Promise.resolve();
  moreRunning ||= ask(sentinel.dataset.next).then(({ ok, html }) => {
    if (ok) sentinel.replaceWith(parsed(html)); else sentinel.remove();
    watchEnd();
  }).catch(offline).finally(() => { moreRunning = null; });
  return moreRunning;
}
const endWatch = list && new IntersectionObserver(seen => { if (seen.some(x => x.isIntersecting)) more(); }, { root: list, rootMargin: "1200px" });
function watchEnd() { const s = $(".sentinel", list); if (s) endWatch.observe(s); }

// replace puts a row as the server has it now into the list.
function replace(row, node) {
  if (!row || !node) return row;
  for (const name of ["aria-posinset", "aria-setsize", "href"]) if (row.hasAttribute(name)) node.setAttribute(name, row.getAttribute(name));
  node.setAttribute("aria-selected", row.getAttribute("aria-selected"));
  node.tabIndex = row.tabIndex;
  const focused = document.activeElement === row;
  row.replaceWith(node);
  if (focused) node.focus({ preventScroll: true });
  return node;
}
// change sends a change of a row and shows what came of it.
async function change(url, form, row, { advance = false } = {}) {
  const id = row && row.dataset.id;
  if (list && list.dataset.lang) form.set("lang", list.dataset.lang);
  if (row) { row.classList.add("pending"); prefetched.delete(id); }
  if (advance) move(1);
  busy++;
  try {
    const { ok, status, html } = await send(url, form);
    const now = id && document.getElementById("row-" + id);
    if (now) now.classList.remove("pending");
    if (status === 409 && html.includes("asking")) {
      if (now) select(now, { load: false });
      showAsk(html, (to, again) => change(to, again, document.getElementById("row-" + id)));
      refresh(id);
      return;
    }
    if (!ok) { fail(html); return; }
    take(html);
    return true;
  } catch { if (row) row.classList.remove("pending"); offline(); } finally { busy--; }
}
// take reads the answer to a change: a row, and what to say.
function take(html) {
  const part = parsed(html), said = $(".said", part), row = $("a.row", part);
  undone.push(said.dataset.change);
  prefetched.delete(said.dataset.id);
  let now = document.getElementById("row-" + said.dataset.id);
  if (row) now = replace(now, row); else if (now && said.dataset.id !== "0") { if (now === current()) move(1); now.remove(); now = null; }
  say(said);
  if (said.dataset.reload) { location.reload(); return; }
  if (now && now === current() && detail && !$(".edit:focus-within", detail)) show(now, true);
}
async function refresh(id) {
  prefetched.delete(id);
  const row = document.getElementById("row-" + id);
  if (row && row === current()) show(row, true);
}
async function undo() {
  await idle();
  const id = undone.pop();
  if (!id) { tell("nothing"); return; }
  const before = undone.all();
  const form = new FormData();
  form.set("change", id);
  if ($("#findings")) {
    const [fingerprint, what, ...reason] = id.split(" ");
    if (!await judge(what, reason.join(" "), fingerprint)) undone.keep([...before, id]); else selectFinding(document.getElementById("f-" + fingerprint));
    return;
  }
  if ($("#beads")) {
    beadFields(form);
    const answer = await send(`/pairs/${$("#beads").dataset.id}/undo`, form);
    if (!answer.ok) fail(answer.html); else { takeBeads(answer.html); undone.keep(before); }
    return;
  }
  if (list && list.dataset.lang) form.set("lang", list.dataset.lang);
  try {
    const { ok, html } = await send("/undo", form);
    if (!ok) { fail(html); return; }
    const said = $(".said", parsed(html));
    take(html);
    undone.keep(before); // an undo is not undone by the next one
    if (!said.dataset.id || said.dataset.id === "0") { setTimeout(() => location.reload(), 900); return; }
    const row = document.getElementById("row-" + said.dataset.id);
    if (row) select(row); else if (list) location.href = "/terms?at=" + said.dataset.id;
  } catch { undone.push(id); offline(); }
}

// decisions on the entry that is selected
function decide(state, prefer) {
  const row = current();
  if (!row || !$(".acts")) return;
  if (row.classList.contains("pending")) return;
  const form = new FormData();
  form.set("state", state);
  form.set("version", row.dataset.version);
  if (prefer) form.set("prefer", prefer);
  change("/terms/" + row.dataset.id + "/decide", form, row, { advance: state !== "proposed" });
}
function choose() {
  if (!$("[data-digit]", detail)) return;
  detail.classList.add("choosing");
  $("[data-digit]", detail).focus();
}
async function edit() {
  const row = current();
  const id = row ? row.dataset.id : $(".entry") && $(".entry").dataset.id;
  if (!id || !$(".acts")) return;
  const { ok, html } = await ask("/terms/" + id + "/edit");
  if (!ok) { fail(html); return; }
  detail.replaceChildren(parsed(html));
  const first = $("input:not([type=hidden]):not(.code)", detail);
  if (first) { first.focus(); first.select(); }
}
function mark() {
  const row = current();
  if (!row || !$(".acts")) return;
  if (marked && marked.isConnected && marked !== row) { merge(row, marked); return; }
  if (marked === row) { row.classList.remove("marked"); marked = null; return; }
  marked = row;
  row.classList.add("marked");
  tell("marked");
}
async function merge(into, from) {
  const { ok, html } = await ask(`/terms/${into.dataset.id}/merge?other=${from.dataset.id}`);
  if (!ok) { fail(html); return; }
  showAsk(html, async (to, data) => {
    const merged = await change(to, data, into);
    if (merged) { from.remove(); marked = null; }
  });
}
// more contexts of a rendering
function watchMore() {
  for (const a of $$("a[data-more]")) a.onclick = async e => {
    e.preventDefault();
    const { ok, html } = await ask(a.href);
    if (!ok) { fail(html); return; }
    a.closest(".more-line").replaceWith(parsed(html));
    watchMore();
  };
}

// the beads of an alignment
const beadRows = () => $$(".beads > .bead");
const bead = () => $('.beads > .bead[aria-selected="true"]');
function selectBead(row, focus = true) {
  if (!row) return;
  const old = bead();
  if (old) { old.setAttribute("aria-selected", "false"); old.tabIndex = -1; }
  row.setAttribute("aria-selected", "true");
  row.tabIndex = 0;
  if (focus) row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}
function moveBead(by) {
  const all = beadRows(), at = all.indexOf(bead());
  if (at + by >= all.length && by > 0) { const next = $('a[rel="next"]'); if (next) { location.href = next.href; return; } }
  if (at + by < 0 && by < 0) { const before = $('a[rel="prev"]'); if (before) { location.href = before.href; return; } }
  selectBead(all[Math.max(0, Math.min(all.length - 1, at + by))]);
}
function beadFields(form) {
  const d = $("#beads").dataset;
  form.set("level", d.level);
  form.set("doubtful", d.doubtful);
  form.set("page", d.page);
}
async function beadDo(what, row = bead(), more = {}) {
  if (!row || !$("[data-bead]")) return;
  const steady = what === "confirm"; // the beads stay: the next may follow at once
  if (busy && !steady) { // what is on the way may change the rows
    const key = row.dataset.key;
    await idle();
    row = beadRows().find(r => r.dataset.key === key);
    if (!row) return;
    selectBead(row);
  }
  if (what === "split") {
    const { ok, html } = await ask(`/pairs/${$("#beads").dataset.id}/split?level=${$("#beads").dataset.level}&doubtful=${$("#beads").dataset.doubtful}&at=${encodeURIComponent(row.dataset.key)}`);
    if (ok) showAsk(html, (to, form) => beadSend(form)); else fail(html);
    return;
  }
  const form = new FormData();
  form.set("do", what);
  form.set("bead", row.dataset.key);
  form.set("next", row.dataset.next);
  for (const name in more) form.set(name, more[name]);
  if (steady) {
    const next = row.nextElementSibling;
    form.set("then", next ? next.dataset.key : row.dataset.key);
    row.classList.add("fixed");
    moveBead(1);
  }
  return beadSend(form);
}
async function beadSend(form) {
  beadFields(form);
  busy++;
  try {
    const { ok, status, html } = await send("/pairs/" + $("#beads").dataset.id, form);
    if (!ok) { fail(html); if (status === 409) setTimeout(() => location.reload(), 2500); return; }
    takeBeads(html, busy > 1);
  } catch { offline(); } finally { busy--; }
}
// takeBeads puts the page as it is now in the place of what stands there, unless
// more changes are on the way.
function takeBeads(html, keep) {
  const part = parsed(html), said = $(".said", part), chosen = bead();
  undone.push(said.dataset.change);
  if (!keep) {
    const top = $(".beads").scrollTop;
    const key = said.dataset.at || (chosen && chosen.dataset.key);
    $("#beads").replaceWith($("#beads", part));
    $(".beads").scrollTop = top;
    const find = k => k && beadRows().find(r => r.dataset.key === k);
    selectBead(find(key) || find(chosen && chosen.dataset.key) || beadRows()[0]);
    bindFilters();
  }
  say(said);
}
let dragged = null;
document.addEventListener("dragstart", e => {
  const p = e.target.closest && e.target.closest("[data-segment]");
  if (!p || !$("[data-bead]") || $("#beads").dataset.doubtful) return;
  dragged = p;
  e.dataTransfer.effectAllowed = "move";
  e.dataTransfer.setData("text/plain", p.dataset.segment);
});
// border says by which move of the border a sentence comes to a row, null where
// it is no neighbour's.
function borderTo(row) {
  const from = dragged && dragged.closest(".bead");
  if (!from || !row || from === row) return null;
  const mine = $$("[data-segment]", from);
  if (row === from.nextElementSibling && dragged === mine.at(-1)) return ["up", from];
  if (row === from.previousElementSibling && dragged === mine[0]) return ["down", row];
  return null;
}
document.addEventListener("dragover", e => {
  const row = e.target.closest && e.target.closest(".bead");
  for (const r of $$(".bead.drop")) r.classList.remove("drop");
  if (borderTo(row)) { e.preventDefault(); row.classList.add("drop"); }
});
document.addEventListener("drop", e => {
  const row = e.target.closest && e.target.closest(".bead"), to = borderTo(row);
  if (to) { e.preventDefault(); beadDo(to[0], to[1]); }
});
document.addEventListener("dragend", () => { dragged = null; for (const r of $$(".bead.drop")) r.classList.remove("drop"); });

// the findings of a check
const findings = () => $$(".finding");
const finding = () => $('.finding[aria-selected="true"]');
function selectFinding(node, focus = true) {
  if (!node) return;
  const old = finding();
  if (old) { old.setAttribute("aria-selected", "false"); old.tabIndex = -1; }
  node.setAttribute("aria-selected", "true");
  node.tabIndex = 0;
  if (focus) node.focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest" });
}
function moveFinding(by) {
  const all = findings(), at = all.indexOf(finding());
  if (at + by >= all.length && by > 0) { const next = $('a[rel="next"]'); if (next) { location.href = next.href; return; } }
  selectFinding(all[Math.max(0, Math.min(all.length - 1, at + by))]);
}
async function judge(what, reason, id) {
  const node = id ? document.getElementById("f-" + id) : finding();
  if (!node) return false;
  const form = new FormData();
  form.set("do", what);
  form.set("finding", node.dataset.findingId);
  form.set("was", node.dataset.was);
  if (reason) form.set("reason", reason);
  busy++;
  try {
    const { ok, status, html } = await send(`/checks/${$("#findings").dataset.id}/judge`, form);
    if (!ok) { fail(html); if (status === 409) setTimeout(() => location.reload(), 3000); return false; }
    const part = parsed(html), now = $(".finding", part), said = $(".said", part);
    if (!id && said.dataset.undo) undone.push(said.dataset.finding + " " + said.dataset.undo);
    const chosen = node === finding();
    node.replaceWith(now);
    if (chosen) selectFinding(now);
    say(said);
    return true;
  } catch { offline(); return false; } finally { busy--; }
}
function findingDo(what) {
  const node = finding();
  if (!node) return;
  if (what === "waive") { const field = $("[name=reason]", node); if (field) field.focus(); }
  else if (what === "open") judge("open");
  else if (!node.dataset.copy) tell("nocopy");
  else copy(node.dataset.copy);
}
// copy works without the permission that the clipboard asks for elsewhere.
function copy(text) {
  const done = () => { tell("copied"); $("#said p").append(": " + text); };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => copyByHand(text) && done()); else if (copyByHand(text)) done();
}
function copyByHand(text) {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const ok = document.execCommand("copy");
  field.remove();
  if (finding()) finding().focus({ preventScroll: true });
  return ok;
}
document.addEventListener("submit", async e => {
  const form = e.target;
  if (!form.matches(".judge")) return;
  e.preventDefault();
  const reason = $("[name=reason]", form);
  if (await judge(reason ? "waive" : "open", reason && reason.value)) moveFinding(1);
});

// the concordance
const hits = () => $$("summary[data-row]");
function moveHit(by) {
  const all = hits(), at = all.indexOf(document.activeElement);
  const to = all[Math.max(0, Math.min(all.length - 1, at + by))];
  if (to) to.focus();
}

// clicks
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
  if (act) { beadDo(act.dataset.bead); return; }
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
if (detail) detail.addEventListener("submit", e => {
  const form = e.target, row = current();
  if (!row || !form.matches(".acts, .variants, .edit, .history form")) return;
  e.preventDefault();
  const data = new FormData(form);
  if (e.submitter && e.submitter.name) data.set(e.submitter.name, e.submitter.value);
  if (form.matches(".edit")) { document.activeElement.blur(); change(form.getAttribute("action"), data, row).then(() => row.isConnected ? row.focus() : current() && current().focus()); return; }
  change(form.getAttribute("action"), data, row, { advance: form.matches(".acts") && data.get("state") !== "proposed" });
});
function leave() { const row = current(); if (row) { show(row, true); row.focus(); } }
function bindFilters() { for (const form of $$("form.filters, form.bigsearch")) form.onchange = e => { if (e.target.matches("select, [type=checkbox]")) form.requestSubmit(); }; }
bindFilters();
function help() { const d = $("#keys"); if (d.open) d.close(); else d.showModal(); }

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
  Home: on(e => inList(e) ? select(rows()[0]) : false, () => selectBead(beadRows()[0])), End: on(e => inList(e) ? select(rows().at(-1)) : false, () => selectBead(beadRows().at(-1))),
  s: on(() => false, () => void beadDo("split")), d: on(() => false, () => void beadDo("detach")),
  "[": on(() => false, () => void beadDo("up")), "]": on(() => false, () => void beadDo("down")),
  a: onList(() => decide("approved")), x: onList(() => decide("rejected")), r: on(() => decide("proposed"), () => void beadDo("release")),
  p: onList(() => choose()), e: onList(() => edit()), m: on(() => mark(), () => void beadDo("merge")),
  Enter: on(e => { if (!e.target.matches("a.row")) return false; detail.focus(); }, e => e.target.matches("button, a") ? false : void beadDo("confirm")),
};
// inList lets arrow keys scroll elsewhere.
const inList = e => list.contains(e.target) || e.target === document.body;

if ($("#findings")) selectFinding(findings()[0]);
if ($("#beads")) {
  const at = new URLSearchParams(location.search).get("at");
  selectBead(beadRows().find(r => r.dataset.key === at) || beadRows()[0]);
}
if (list) {
  watchEnd();
  watchMore();
  if (current()) select(current(), { load: false, focus: !location.hash });
}
