// What all parts of the page share: asking the server, messages, dialogs, undo.
// The page's script is this file and those beside it, one after the other.
// Everything also works as plain links and forms.
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

async function undo() {
  await idle();
  const id = undone.pop();
  if (!id) { tell("nothing"); return; }
  const before = undone.all();
  if ($("#findings")) return undoFinding(id, before);
  return $("#beads") ? undoBead(id, before) : undoTerm(id, before);
}
