// The findings of a check.
"use strict";
const findings = () => $$(".finding");
const finding = () => $('.finding[aria-current="true"]');
function selectFinding(node, focus = true) {
  if (!node) return;
  const old = finding();
  if (old) { old.removeAttribute("aria-current"); old.tabIndex = -1; }
  node.setAttribute("aria-current", "true");
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

async function undoFinding(id, before) {
  const [fingerprint, what, ...reason] = id.split(" ");
  if (await judge(what, reason.join(" "), fingerprint)) selectFinding(document.getElementById("f-" + fingerprint)); else undone.keep([...before, id]);
}
if ($("#findings")) selectFinding(findings()[0]);

// The concordance.
const hits = () => $$("summary[data-row]");
function moveHit(by) {
  const all = hits(), at = all.indexOf(document.activeElement);
  const to = all[Math.max(0, Math.min(all.length - 1, at + by))];
  if (to) to.focus();
}
