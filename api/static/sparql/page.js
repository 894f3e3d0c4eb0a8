// The page at /sparql with a script: the answer comes in place, and can be stopped. Without a script the form
// loads the page anew; both show what the server wrote.

import { completions } from "./complete.js";
import { createEditor } from "./editor.js";
import { missing } from "./prefixes.js";

const form = document.querySelector("#ask");
const field = form.querySelector("textarea");
const stop = form.querySelector("#stop");
const status = form.querySelector("#status");
const words = JSON.parse(document.querySelector("#words").textContent);
const vocabulary = await (await fetch(words.terms)).json();
const editor = createEditor(field, { words, run, complete: completions(vocabulary, document.documentElement.lang) });
let running = null;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
stop.addEventListener("click", () => running?.abort());
form.querySelector("label").addEventListener("click", editor.focus);
document.addEventListener("click", (event) => {
  const saved = event.target.closest("a[data-saved]");
  const copy = event.target.closest("button[data-copy]");
  if (saved && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    load(saved.href);
  } else if (copy) {
    navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent);
    status.textContent = words.copied;
  }
});
window.addEventListener("popstate", () => {
  editor.text = new URLSearchParams(location.search).get("query") ?? field.defaultValue;
  show(location.href);
});
unveil(document);
arrived(duration());

/** Ask what stands in the editor. The address of the page becomes that of the answer. */
function run() {
  editor.begin(missing(field.value, vocabulary.prefixes));
  const asked = new URLSearchParams(new FormData(form));
  const address = `${location.pathname}?${asked}`;
  if (address.length > words.longest) {
    history.pushState(null, "", location.pathname);
    return show(location.pathname, asked);
  }
  history.pushState(null, "", address);
  return show(address);
}

/** Put a saved question into the editor. */
async function load(address) {
  try {
    editor.text = (await read(address)).querySelector("#query").value;
  } catch {
    status.textContent = words.unreachable;
    return;
  }
  editor.unmark();
  document.querySelector("#saved").open = false;
  status.textContent = words.loaded;
  editor.focus();
}

/** Fetch the page of an address and show the answer that it has, or say why there is none. */
async function show(address, body) {
  running?.abort();
  const asking = (running = new AbortController());
  const begun = performance.now();
  busy(true);
  try {
    const page = await read(address, { body, method: body ? "POST" : "GET", signal: asking.signal });
    document.querySelector("#answer").replaceWith(answer(page));
    unveil(document.querySelector("#answer"));
    arrived(performance.now() - begun);
  } catch (error) {
    if (running !== asking) return; // a later question has taken its place
    document.querySelector("#answer").replaceChildren();
    status.textContent = error.name === "AbortError" ? words.stopped : words.unreachable;
  }
  if (running === asking) busy(false);
}

async function read(address, options = {}) {
  const response = await fetch(address, { ...options, headers: { Accept: "text/html" } });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** Return the answer on a page; a page of an error has none, but says what is wrong. */
function answer(page) {
  const found = page.querySelector("#answer");
  if (found) return document.adoptNode(found);
  const section = document.createElement("section");
  section.id = "answer";
  section.className = "problem";
  section.setAttribute("role", "alert");
  section.textContent = page.querySelector("main p")?.textContent ?? words.unreachable;
  return section;
}

/** Say how the answer that now stands on the page came out, and mark the place of a mistake. */
function arrived(milliseconds) {
  const { line, column, problem, rows } = document.querySelector("#answer").dataset;
  const seconds = words.time.replace("{seconds}", (milliseconds / 1000).toFixed(2));
  status.textContent = problem ?? (rows ? rows + words.between + seconds : "");
  editor.unmark();
  if (line) {
    editor.mark(Number(line), Number(column), document.querySelector("#problem").textContent);
    editor.focus();
  }
}

/** Show what is of use with a script only. Browsers let secure pages alone write to the clipboard. */
function unveil(part) {
  for (const each of part.querySelectorAll("[data-script]")) each.hidden = "copy" in each.dataset && !navigator.clipboard;
}

function busy(on) {
  if (!on && document.activeElement === stop) form.querySelector("[type=submit]").focus();
  stop.disabled = !on;
  document.querySelector("#answer").setAttribute("aria-busy", on);
  if (on) status.textContent = words.running;
}

/** Return how long the page itself took to load, in milliseconds. */
function duration() {
  const [loaded] = performance.getEntriesByType("navigation");
  return loaded.responseEnd - loaded.requestStart;
}
