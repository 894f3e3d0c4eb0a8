// The picture: what the server tells, drawn on a canvas. The tables beside it are the same for everybody else.

import cytoscape from "../vendor/cytoscape.js";
import fcose from "../vendor/fcose.js";
import { radius, style } from "./looks.js";

cytoscape.use(fcose);

const PADDING = 20;
const LONGEST = 24;
const MOST_WORDED = 8;
const SEED = 20_240_401;
const TURN = Math.PI * (3 - Math.sqrt(5));

/** Draw into an element; `language` is that of the labels. */
export function draw(element, language) {
  const cy = cytoscape({
    container: element,
    style: style(),
    minZoom: 0.1,
    maxZoom: 3,
    boxSelectionEnabled: false,
    selectionType: "single",
  });
  const places = new Map();

  function show(data, { pinned = [], anew = false } = {}) {
    const held = new Set(pinned);
    keepPlaces();
    cy.batch(() => {
      cy.elements().remove();
      cy.add([...data.nodes.map((node) => point(node, data, held)), ...data.edges.map(line)]);
      for (const path of data.paths) for (const id of path.steps.flat()) cy.getElementById(id).addClass("way");
    });
    arrange(data, held, anew);
    keepPlaces();
    fit();
  }

  function point(node, data, held) {
    const label = node.label[language] || node.label.ja;
    const numbered = label.startsWith(node.notation) ? label : `${node.notation} ${label}`;
    const full = node.year ? `${shortened(numbered)}\n${node.year}` : numbered;
    const classes = [node.id === data.focus && "focus", held.has(node.name) && "pinned"].filter(Boolean);
    return {
      group: "nodes",
      data: { ...node, full, short: node.year ? full : shortened(full), size: 2 * radius(node.degree) },
      classes,
    };
  }

  function line(edge) {
    const { id, source, target, status } = edge;
    const words = edge.label[language] || edge.label.ja;
    const classes = status === "proposed" ? ["proposed"] : [];
    return { group: "edges", data: { id, source, target, status, words }, classes };
  }

  function keepPlaces() {
    for (const node of cy.nodes()) places.set(node.id(), { ...node.position() });
  }

  /** Points that stood somewhere stay there; new ones begin beside their neighbours. */
  function arrange(data, held, anew) {
    const known = anew ? new Map([...places].filter(([id]) => held.has(nameOf(data, id)))) : places;
    const fixed = cy.nodes().filter((node) => known.has(node.id()));
    if (fixed.length === cy.nodes().length) {
      for (const node of fixed) node.position({ ...known.get(node.id()) });
      return;
    }
    begin(data, known);
    const constraint = fixed.map((node) => ({ nodeId: node.id(), position: { ...known.get(node.id()) } }));
    const spread = fixed.length === 0 && !data.nodes.some((node) => "x" in node);
    seeded(() => cy.layout(layout(spread, constraint, data)).run());
    apart();
  }

  function begin(data, known) {
    const box = { width: Math.max(element.clientWidth, 600), height: Math.max(element.clientHeight, 480) };
    data.nodes.forEach((told, number) => {
      const node = cy.getElementById(told.id);
      const beside = node.neighborhood("node").filter((other) => known.has(other.id()));
      const middle = beside.length ? known.get(beside[0].id()) : { x: 0, y: 0 };
      const far = beside.length ? 60 : 40 * Math.sqrt(number);
      const turned = { x: middle.x + far * Math.cos(number * TURN), y: middle.y + far * Math.sin(number * TURN) };
      const placed = "x" in told && !known.size ? { x: told.x * box.width * 1.6, y: told.y * box.height * 1.6 } : turned;
      node.position(known.has(told.id) ? { ...known.get(told.id) } : placed);
    });
  }

  /** No two points stand in one place, whatever the layout says. */
  function apart() {
    const taken = new Set();
    for (const node of cy.nodes()) {
      let { x, y } = node.position();
      while (taken.has(`${Math.round(x)} ${Math.round(y)}`)) x += 12;
      taken.add(`${Math.round(x)} ${Math.round(y)}`);
      node.position({ x, y });
    }
  }

  function fit() {
    cy.resize();
    cy.fit(undefined, PADDING);
    if (cy.zoom() > 1.4) {
      cy.zoom(1.4);
      cy.center();
    }
  }

  function mark(id) {
    cy.batch(() => {
      cy.elements().removeClass("marked beside worded");
      const found = id ? cy.getElementById(id) : cy.collection();
      found.addClass("marked");
      const beside = found.filter("node").connectedEdges();
      beside.addClass("beside").toggleClass("worded", beside.length <= MOST_WORDED);
    });
  }

  const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  new ResizeObserver(fit).observe(element);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(style()));
  return { cy, show, fit, mark, zoom };
}

function nameOf(data, id) {
  return data.nodes.find((node) => node.id === id)?.name;
}

function shortened(text) {
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : text;
}

function layout(randomize, fixedNodeConstraint, data) {
  // Where many lines run between few points, these need more room.
  const dense = data.edges.length / data.nodes.length;
  return {
    name: "fcose",
    quality: "proof",
    randomize,
    animate: false,
    fit: false,
    nodeDimensionsIncludeLabels: true,
    packComponents: false,
    nodeSeparation: 60 + 10 * dense,
    idealEdgeLength: 40 + 14 * dense,
    nodeRepulsion: 3000 * (1 + dense),
    gravity: 0.3,
    fixedNodeConstraint: fixedNodeConstraint.length ? fixedNodeConstraint : undefined,
  };
}

/** Do something with chances that are the same each time, so that the same points get the same places. */
function seeded(work) {
  const chance = Math.random;
  let state = SEED;
  Math.random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  try {
    work();
  } finally {
    Math.random = chance;
  }
}
