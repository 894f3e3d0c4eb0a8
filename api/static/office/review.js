// Decides by keyboard: j and k move, a, r and l decide, u takes back. Keys count only while a candidate has the
// focus, and not while something is written. Without this script the same forms send the page anew.

const DECISIONS = { a: "confirm", r: "reject", l: "later" };
const items = [...document.querySelectorAll("li.candidate[id]")];
const undo = document.querySelector("form.undo");
const counts = document.querySelector("#counts");
const problem = document.querySelector("#problem");

for (const item of items) {
  item.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    decide(item, event.submitter.value);
  });
  item.addEventListener("keydown", (event) => onKey(event, item));
}
undo.addEventListener("submit", (event) => {
  event.preventDefault();
  takeBack();
});
const begin = document.querySelector("#begin");
begin.hidden = items.length === 0;
begin.addEventListener("click", () => go(items.find((item) => item.classList.contains("open")) ?? items[0]));
if (/^#c\d+$/.test(location.hash)) go(document.querySelector(location.hash));

function onKey(event, item) {
  const writing = event.target.closest("input:not([type=radio]), textarea, select");
  if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = items.indexOf(item);
  if (event.key === "j") go(items[at + 1]);
  else if (event.key === "k") go(items[at - 1]);
  else if (event.key === "u") takeBack();
  else if (event.key in DECISIONS) press(item, DECISIONS[event.key]);
  else return;
  event.preventDefault();
}

function press(item, decision) {
  const button = item.querySelector(`button[value=${decision}]`);
  if (!button.disabled) decide(item, decision);
}

async function decide(item, decision) {
  const form = item.querySelector("form");
  const fields = new URLSearchParams(new FormData(form));
  fields.set("decision", decision);
  const answer = await send(form.action, fields);
  if (answer) go(items[items.indexOf(item) + 1] ?? item);
}

async function takeBack() {
  const answer = await send(undo.action, new URLSearchParams(new FormData(undo)));
  if (answer) go(document.querySelector(`#c${answer.number}`));
}

async function send(address, fields) {
  problem.hidden = true;
  const answer = await fetch(address, { method: "POST", body: fields, headers: { Accept: "application/json" } });
  if (answer.redirected) {
    location.reload(); // logged out meanwhile
    return null;
  }
  if (!answer.ok) {
    problem.textContent = await answer.text();
    problem.hidden = false;
    problem.scrollIntoView({ block: "nearest" });
    return null;
  }
  const now = await answer.json();
  show(now);
  return now;
}

function show(now) {
  counts.textContent = now.counts;
  undo.querySelector("button").disabled = !now.undoable;
  const item = document.querySelector(`#c${now.number}`);
  if (!item) return;
  item.className = `candidate ${now.state}`;
  const state = item.querySelector(".state");
  state.className = `state ${now.state}`;
  state.textContent = now.words;
}

function go(item) {
  item?.focus();
  item?.scrollIntoView({ block: "nearest" });
}
