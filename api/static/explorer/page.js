// The explorer: follows the links and forms of the page in place, and draws what its tables say.

import { draw } from "./picture.js";
import { save } from "./save.js";
import { Trail, page, take } from "./steps.js";

const words = JSON.parse(document.querySelector("#explorer-words").textContent);
const root = document.querySelector("#explorer");
const said = document.querySelector("#explorer-said");
const chosen = document.querySelector("#chosen");
const trail = new Trail();
const told = () => JSON.parse(document.querySelector("#explorer-data").textContent);
const here = () => location.pathname + location.search;
const pins = () => new URLSearchParams(location.search).getAll("pin");

let picture = null;
let latest = 0;

try {
  for (const each of root.querySelectorAll("[data-script]")) each.hidden = each.id === "chosen";
  picture = draw(document.querySelector("#picture"), words.lang);
  picture.show(told(), { pinned: pins() });
  picture.cy.on("tap", "node, edge", (event) => choose(event.target.id()));
  picture.cy.on("tap", (event) => event.target === picture.cy && choose(null));
  picture.cy.on("mouseover", "node", (event) => (event.cy.container().title = event.target.data("full")));
  picture.cy.on("mouseout", "node", (event) => (event.cy.container().title = ""));
} catch (error) {
  say(words.failed);
  document.querySelector("#picture").hidden = true;
  console.error(error);
}
performance.mark("explorer-drawn");
root.dataset.ready = "true";

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-step]");
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
    event.preventDefault();
    go(link.getAttribute("href"), link.dataset.key);
  }
  const saved = event.target.closest("[data-save]");
  if (saved) {
    event.preventDefault();
    save(picture, saved.dataset.save);
  }
  const tool = event.target.closest("[data-tool]");
  if (tool) TOOLS[tool.dataset.tool]();
});

root.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-step]")) return;
  event.preventDefault();
  go(asked(event.target), null);
});

root.addEventListener("change", (event) => {
  const form = event.target.closest("form.filter");
  if (form) go(asked(form), null, `[name="${event.target.name}"][value="${CSS.escape(event.target.value)}"]`);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input[type=search], textarea");
  if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !typing) {
    event.preventDefault();
    undo();
  }
});

// A row marks what it is about, by keyboard and by mouse.
for (const kind of ["focusin", "mouseover"]) {
  root.addEventListener(kind, (event) => {
    const row = event.target.closest("[data-node], [data-edge]");
    if (row && !chosen.contains(row)) mark(row.dataset.node ?? row.dataset.edge);
  });
}

const TOOLS = {
  undo,
  arrange: () => picture.show(told(), { pinned: pins(), anew: true }),
  fit: () => picture.fit(),
  larger: () => picture.zoom(1.3),
  smaller: () => picture.zoom(1 / 1.3),
};

function asked(form) {
  const values = [...new FormData(form)].filter(([, value]) => value);
  const address = form.getAttribute("action");
  return values.length ? `${address}?${new URLSearchParams(values)}` : address;
}

async function go(address, key, place) {
  const left = here();
  if (address === left) return;
  if (await load(address, key, place)) {
    trail.leave(left);
    undoable();
  }
}

async function undo() {
  if (trail.empty) return;
  const address = trail.back();
  if (await load(address, null)) say(words.undone);
  else trail.leave(address);
  undoable();
}

/** Show another address in place; tells whether it was shown. What was asked for later counts. */
async function load(address, key, place) {
  const number = ++latest;
  say(words.working);
  let other;
  try {
    other = await page(address);
  } catch {
    say(words.unreachable);
    return false;
  }
  if (number !== latest) return false;
  if (!other) {
    location.assign(address);
    return false;
  }
  const before = told().nodes.length;
  const row = key && document.querySelector(`a[data-key="${CSS.escape(key)}"]`)?.closest("tr");
  const index = row ? row.sectionRowIndex : -1;
  take(other);
  history.replaceState(null, "", address);
  picture?.show(told(), { pinned: pins() });
  choose(null);
  focus(key, place, index);
  count(told().nodes.length - before);
  return true;
}

/** Give the focus back to what had it, or to the row that stands in its place. */
function focus(key, place, index) {
  const rows = document.querySelectorAll(".points tbody tr");
  const beside = index >= 0 ? rows[Math.min(index, rows.length - 1)]?.querySelector("a.step") : null;
  const same = key ? document.querySelector(`a[data-key="${CSS.escape(key)}"]`) : null;
  (same ?? (place && document.querySelector(`form.filter ${place}`)) ?? beside)?.focus({ preventScroll: !!same });
}

function count(change) {
  const sentence = change > 0 ? words.added : change < 0 ? words.removed : words.same;
  say(sentence.replace("{count}", Math.abs(change)));
}

/** Show what can be done with a point, or what a line rests on, below the picture. */
function choose(id) {
  mark(id);
  const row = id && root.querySelector(`[data-node="${CSS.escape(id)}"], tr[data-edge="${CSS.escape(id)}"]`);
  chosen.hidden = !row;
  chosen.replaceChildren();
  if (!row) return;
  const list = row.closest(".scroll");
  list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
  for (const cell of row.cells) {
    const part = document.createElement("div");
    part.append(...cell.cloneNode(true).childNodes);
    chosen.append(part);
  }
}

function mark(id) {
  picture?.mark(id);
  for (const each of root.querySelectorAll(".marked")) each.classList.remove("marked");
  if (!id) return;
  const found = root.querySelectorAll(`[data-node="${CSS.escape(id)}"], [data-edge="${CSS.escape(id)}"]`);
  for (const each of found) each.classList.add("marked");
}

function undoable() {
  root.querySelector('[data-tool="undo"]').disabled = trail.empty;
}

function say(sentence) {
  said.textContent = sentence;
}

export { picture };
