// The list of terms. Of 100,000 rows the document holds those about the window,
// between two fillers; rows are fetched when they come near and kept.
"use strict";
const list = $(".rows[role=listbox]"), detail = $("#detail");
const chunk = 50; // rows that the server sends at once
const margin = 40; // rows above and below the window
const mostChunks = 100; // that are kept; unseen ones beyond are fetched anew
const held = new Map(), places = new Map(); // rows by position, positions by entry
const left = new Set(); // positions of rows that the filter chooses no more since they were decided
const asked = new Map(); // chunks on their way
let total = 0, high = 30, chosen = null, marked = null, loading = null, prefetched = new Map();
const filler = () => Object.assign(document.createElement("div"), { className: "filler", role: "none" });
const above = filler(), below = filler();

const current = () => chosen === null ? null : held.get(chosen);
const rowOf = id => held.get(places.get(String(id)));
const placeOf = row => Number(row.getAttribute("aria-posinset")) - 1;

function hold(row, place) {
  row.setAttribute("aria-posinset", place + 1);
  held.set(place, row);
  places.set(row.dataset.id, place);
}
function beginList() {
  const rows = $$("a.row[data-id]", list);
  if (!rows.length) return;
  total = Number(list.dataset.total);
  for (const row of rows) {
    hold(row, placeOf(row));
    if (row.getAttribute("aria-selected") === "true") chosen = placeOf(row);
  }
  list.replaceChildren(above, ...rows, below);
  measure();
  list.scrollTop = high * placeOf(rows[0]);
  list.addEventListener("scroll", lay, { passive: true });
  addEventListener("resize", () => { measure(); lay(); });
  if (current()) select(current(), { load: false, focus: !location.hash }); else { rows[0].tabIndex = 0; lay(); }
}
function measure() { const row = $("a.row", list); if (row) high = row.getBoundingClientRect().height || high; }

// lay puts the rows about the window into the document and takes out the others.
function lay() {
  const from = Math.max(0, Math.min(total, Math.floor(list.scrollTop / high)) - margin);
  const to = Math.min(total, Math.ceil((list.scrollTop + list.clientHeight) / high) + margin);
  while (above.nextSibling !== below && place(above.nextSibling) < from) above.nextSibling.remove();
  let at = above.nextSibling;
  for (let p = from; p < to; p++) {
    const row = held.get(p) || waiting(p, at);
    if (row === at) at = at.nextSibling; else list.insertBefore(row, at);
  }
  while (at !== below) { const next = at.nextSibling; at.remove(); at = next; }
  above.style.height = from * high + "px";
  below.style.height = (total - to) * high + "px";
  want(from, to);
}
const place = node => node.dataset.place === undefined ? node.hasAttribute("aria-posinset") ? placeOf(node) : -1 : Number(node.dataset.place);
// waiting is what stands for a row that is not there yet.
function waiting(p, at) {
  if (at.dataset.place === String(p)) return at;
  const node = Object.assign(document.createElement("div"), { className: "row waiting", role: "none" });
  node.dataset.place = p;
  node.style.height = high + "px";
  return node;
}
// want fetches what is missing, while one scrolls ten times a second at most.
let resting = null, again = false;
function want(from, to) {
  if (resting) { again = true; return; }
  let any = false;
  for (let c = Math.floor(from / chunk); c * chunk < to; c++) if (missing(c)) { any = true; fetchChunk(c).then(lay, offline); }
  if (any) resting = setTimeout(() => { resting = null; if (again) { again = false; lay(); } }, 100);
}
function missing(c) {
  for (let p = c * chunk; p < Math.min(total, (c + 1) * chunk); p++) if (!held.has(p)) return !asked.has(c);
  return false;
}
// fetchChunk asks by how many rows precede in the list as the server has it now.
function fetchChunk(c) {
  if (asked.has(c)) return asked.get(c);
  const url = new URL(list.dataset.rows, location.href);
  url.searchParams.set("from", c * chunk - [...left].filter(p => p < c * chunk).length);
  const coming = ask(url).then(({ ok, html }) => {
    if (!ok) { fail(html); return; }
    const rows = $$("a.row", parsed(html));
    for (const [i, row] of rows.entries()) {
      const p = c * chunk + i;
      if (p < total && !held.has(p)) { row.setAttribute("aria-selected", "false"); row.tabIndex = -1; hold(row, p); }
    }
    if (rows.length < chunk) total = Math.min(total, c * chunk + Math.max(rows.length, countHeld(c)));
    forget();
  }).finally(() => asked.delete(c));
  asked.set(c, coming);
  return coming;
}
function countHeld(c) { let n = 0; while (held.has(c * chunk + n) && n < chunk) n++; return n; }
// forget drops the rows that were held longest, but for those that have left.
function forget() {
  for (const [p, row] of held) {
    if (held.size <= mostChunks * chunk) return;
    if (row.isConnected || p === chosen || left.has(p)) continue;
    held.delete(p);
    places.delete(row.dataset.id);
  }
}
function reveal(p) {
  const top = p * high;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + high > list.scrollTop + list.clientHeight) list.scrollTop = top + high - list.clientHeight;
  lay();
}

function select(row, { focus = true, load = true } = {}) {
  if (!row) return;
  const old = current();
  if (old && old !== row) { old.setAttribute("aria-selected", "false"); old.tabIndex = -1; }
  chosen = placeOf(row);
  row.setAttribute("aria-selected", "true");
  row.tabIndex = 0;
  reveal(chosen);
  if (focus) row.focus({ preventScroll: true });
  if (load) show(row);
  const next = held.get(chosen + 1);
  if (next) fetchDetail(next.dataset.id);
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
// move goes some rows on; to goes to a position, however far.
function move(by) { return to((chosen ?? -1) + by); }
async function to(p) {
  p = Math.max(0, Math.min(total - 1, p));
  if (!held.has(p)) {
    reveal(p);
    try { await fetchChunk(Math.floor(p / chunk)); } catch { offline(); return; }
  }
  select(held.get(p));
}

// replace puts a row as the server has it now into the list.
function replace(row, node) {
  node.setAttribute("aria-setsize", total);
  if (row.hasAttribute("href")) node.setAttribute("href", row.getAttribute("href"));
  node.setAttribute("aria-selected", row.getAttribute("aria-selected"));
  node.tabIndex = row.tabIndex;
  const p = placeOf(row), focused = document.activeElement === row, only = list.dataset.state;
  recount(row.dataset.state, node.dataset.state);
  row.replaceWith(node);
  hold(node, p);
  if (only && node.dataset.state !== only) left.add(p); else left.delete(p);
  if (focused) node.focus({ preventScroll: true });
  return node;
}
// recount changes the figures above the list by one that was decided.
function recount(was, now) {
  if (was === now) return;
  for (const [state, by] of [[was, -1], [now, 1]]) {
    const n = $(`.state-tab[data-state="${state}"] small`);
    if (!n) continue;
    n.dataset.n = Number(n.dataset.n) + by;
    n.textContent = Number(n.dataset.n).toLocaleString(document.documentElement.lang);
  }
}
// drop takes a row out that is an entry no more.
function drop(row) {
  const p = placeOf(row);
  recount(row.dataset.state, "");
  row.remove();
  places.delete(row.dataset.id);
  const rest = [...held].filter(([q]) => q !== p);
  held.clear();
  for (const [q, r] of rest) hold(r, q > p ? q - 1 : q);
  for (const q of [...left].sort((a, b) => a - b)) if (q >= p) { left.delete(q); if (q > p) left.add(q - 1); }
  for (const w of $$(".waiting", list)) w.remove();
  total--;
  if (chosen !== null && (chosen > p || chosen === total)) chosen--;
  lay();
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
    const now = id && rowOf(id);
    if (now) now.classList.remove("pending");
    if (status === 409 && html.includes("asking")) {
      if (now) select(now, { load: false });
      showAsk(html, (url, again) => change(url, again, rowOf(id)));
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
  let now = list && rowOf(said.dataset.id);
  if (now && row) now = replace(now, row); else if (now) { drop(now); now = null; if (current()) select(current()); }
  say(said);
  if (now && now === current() && detail && !$(".edit:focus-within", detail)) show(now, true);
}
async function refresh(id) {
  prefetched.delete(id);
  const row = rowOf(id);
  if (row && row === current()) show(row, true);
}
async function undoTerm(id, before) {
  const form = new FormData();
  form.set("change", id);
  if (list && list.dataset.lang) form.set("lang", list.dataset.lang);
  try {
    const { ok, html } = await send("/undo", form);
    if (!ok) { fail(html); return; }
    const said = $(".said", parsed(html));
    take(html);
    undone.keep(before); // an undo is not undone by the next one
    if (!said.dataset.id || said.dataset.id === "0") { setTimeout(() => location.reload(), 900); return; }
    const row = list && rowOf(said.dataset.id);
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
  detail.scrollTop = 0;
  const first = $("input:not([type=hidden]):not(.code)", detail);
  if (first) { first.focus(); first.select(); }
}
function leave() { const row = current(); if (row) { show(row, true); row.focus(); } }
function mark() {
  const row = current();
  if (!row || !$(".acts")) return;
  if (marked && marked !== row.dataset.id && rowOf(marked)) { merge(row, rowOf(marked)); return; }
  row.classList.toggle("marked", marked !== row.dataset.id);
  marked = marked === row.dataset.id ? null : row.dataset.id;
  if (marked) tell("marked");
}
async function merge(into, from) {
  const { ok, html } = await ask(`/terms/${into.dataset.id}/merge?other=${from.dataset.id}`);
  if (!ok) { fail(html); return; }
  showAsk(html, async (url, data) => {
    if (!await change(url, data, into)) return;
    marked = null;
    const gone = rowOf(from.dataset.id);
    if (gone) drop(gone);
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
if (detail) detail.addEventListener("submit", e => {
  const form = e.target, row = current();
  if (!row || !form.matches(".acts, .variants, .edit, .history form")) return;
  e.preventDefault();
  const data = new FormData(form);
  if (e.submitter && e.submitter.name) data.set(e.submitter.name, e.submitter.value);
  if (form.matches(".edit")) { document.activeElement.blur(); change(form.getAttribute("action"), data, row).then(() => current() && current().focus({ preventScroll: true })); return; }
  change(form.getAttribute("action"), data, row, { advance: form.matches(".acts") && data.get("state") !== "proposed" });
});
if (list) { beginList(); watchMore(); }
