// The beads of an alignment.
"use strict";
const beadRows = () => $$(".beads > .bead");
const bead = () => $('.beads > .bead[aria-selected="true"]');
const beadAt = key => key && beadRows().find(r => r.dataset.key === key);
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
// settled waits until what is on its way has come back, and finds a row again.
async function settled(row) {
  if (!busy) return row;
  const key = row.dataset.key;
  await idle();
  const now = beadAt(key);
  if (now) selectBead(now);
  return now;
}
// beadDo changes the selected bead, or it and the one before it in the text.
async function beadDo(what, before) {
  let row = bead();
  if (!row || !$("[data-bead]")) return;
  const steady = what === "confirm"; // the beads stay: the next may follow at once
  if (!steady && !(row = await settled(row))) return;
  if (what === "split") return askSplit(row);
  const { key, next, prev } = row.dataset;
  if (before && !prev) { tell("nobefore"); return; }
  if (steady) {
    const after = row.nextElementSibling;
    row.classList.add("fixed");
    moveBead(1);
    return beadSend({ do: what, bead: key, then: after ? after.dataset.key : key });
  }
  return beadSend(before ? { do: what, bead: prev, next: key } : { do: what, bead: key, next });
}
async function askSplit(row) {
  const d = $("#beads").dataset, q = new URLSearchParams({ level: d.level, doubtful: d.doubtful, page: d.page, at: row.dataset.key });
  const { ok, html } = await ask(`/pairs/${d.id}/split?${q}`);
  if (ok) showAsk(html, (to, form) => beadSend(Object.fromEntries(form))); else fail(html);
}
async function beadSend(fields) {
  const form = new FormData();
  for (const name in fields) form.set(name, fields[name]);
  if (!form.has("then")) form.set("then", following(fields));
  beadFields(form);
  busy++;
  try {
    const { ok, status, html } = await send("/pairs/" + $("#beads").dataset.id, form);
    if (!ok) { fail(html); if (status === 409) setTimeout(() => location.reload(), 2500); return; }
    takeBeads(html, busy > 1);
  } catch { offline(); } finally { busy--; }
}
// following is the row at which to go on among the doubtful ones: what was
// changed is doubtful no more.
function following({ bead: key, next }) {
  if (!$("#beads").dataset.doubtful) return "";
  const all = beadRows(), at = all.findIndex(r => r.dataset.key === key || r.dataset.key === next);
  const rest = all.slice(at + 1).find(r => r.dataset.key !== next && r.dataset.key !== key) || all[at - 1];
  return rest ? rest.dataset.key : "";
}
// takeBeads puts the page as it is now in the place of what stands there, unless
// more changes are on the way.
function takeBeads(html, keep) {
  const part = parsed(html), said = $(".said", part), chosen = bead();
  undone.push(said.dataset.change);
  if (!keep) {
    const top = $(".beads").scrollTop;
    $("#beads").replaceWith($("#beads", part));
    $(".beads").scrollTop = top;
    selectBead(beadAt(said.dataset.at || (chosen && chosen.dataset.key)) || beadAt(chosen && chosen.dataset.key) || beadRows()[0]);
    bindFilters();
  }
  say(said);
}
async function undoBead(id, before) {
  const form = new FormData();
  form.set("change", id);
  beadFields(form);
  const answer = await send(`/pairs/${$("#beads").dataset.id}/undo`, form);
  if (!answer.ok) { fail(answer.html); return; }
  takeBeads(answer.html);
  undone.keep(before);
}

// A sentence is dragged over the border of its bead into the next or the one
// before: each cell of the translation knows its bead and the one that follows.
let dragged = null;
document.addEventListener("dragstart", e => {
  const p = e.target.closest && e.target.closest("[data-segment]");
  if (!p || !$("[data-bead]")) return;
  dragged = p;
  e.dataTransfer.effectAllowed = "move";
  e.dataTransfer.setData("text/plain", p.dataset.segment);
});
// borderTo says by which move of a border the dragged sentence comes to a cell,
// null where it is no neighbour's.
function borderTo(cell) {
  const from = dragged && dragged.closest("[data-of]");
  if (!from || !cell || from === cell) return null;
  const mine = $$("[data-segment]", from);
  if (from.dataset.next && from.dataset.next === cell.dataset.of && dragged === mine.at(-1)) return { do: "up", bead: from.dataset.of, next: cell.dataset.of };
  if (cell.dataset.next && cell.dataset.next === from.dataset.of && dragged === mine[0]) return { do: "down", bead: cell.dataset.of, next: from.dataset.of };
  return null;
}
// cellUnder is the cell of the translation in the row that is pointed at.
function cellUnder(e) {
  const at = e.target.closest && e.target.closest("[data-of], .bead");
  return at && (at.matches("[data-of]") ? at : $(".own[data-of]", at));
}
const endDrag = () => { for (const c of $$(".drop")) c.classList.remove("drop"); };
document.addEventListener("dragover", e => {
  const cell = dragged && cellUnder(e);
  endDrag();
  if (borderTo(cell)) { e.preventDefault(); cell.classList.add("drop"); }
});
document.addEventListener("drop", e => {
  const to = dragged && borderTo(cellUnder(e));
  if (!to) return;
  e.preventDefault();
  if (!busy) beadSend(to);
});
document.addEventListener("dragend", () => { dragged = null; endDrag(); });

if ($("#beads")) selectBead(beadAt(new URLSearchParams(location.search).get("at")) || beadRows()[0]);
