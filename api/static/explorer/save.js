// The picture as a file: PNG from the canvas, SVG written here (shapes, lines and labels as they stand).

import { DASHES, SHAPES, colours } from "./looks.js";

const MARGIN = 40;
const WRAP = 8;

/** Save the picture under a name. */
export function save(picture, kind) {
  const { paper } = colours();
  const blob =
    kind === "png"
      ? picture.cy.png({ output: "blob", full: true, scale: 2, bg: paper, maxWidth: 8000, maxHeight: 8000 })
      : new Blob([svg(picture.cy)], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `tsunagu-graph.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Return the picture as SVG. */
export function svg(cy) {
  const { x1, y1, x2, y2 } = cy.elements().boundingBox();
  const [left, top] = [x1 - MARGIN, y1 - MARGIN];
  const [width, height] = [x2 - x1 + 2 * MARGIN, y2 - y1 + 2 * MARGIN];
  const { paper, ink } = colours();
  const inside = [...cy.edges().map(line), ...cy.nodes().map(mark), ...cy.nodes().map(label)].join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="${[left, top, width, height].map(round).join(" ")}" font-family="sans-serif" font-size="14" fill="${ink}">
<rect x="${round(left)}" y="${round(top)}" width="100%" height="100%" fill="${paper}"/>
${inside}
</svg>
`;
}

function line(edge) {
  const { soft, warn } = colours();
  const [one, other] = [edge.source().position(), edge.target().position()];
  const proposed = edge.hasClass("proposed");
  const dashes = proposed ? ` stroke-dasharray="${DASHES.join(" ")}"` : "";
  return `<line x1="${round(one.x)}" y1="${round(one.y)}" x2="${round(other.x)}" y2="${round(other.y)}" stroke="${proposed ? warn : soft}" stroke-width="1.5"${dashes}><title>${escaped(edge.data("words"))}</title></line>`;
}

function mark(node) {
  const { x, y } = node.position();
  const half = node.width() / 2;
  const corners = SHAPES[node.data("type")];
  const fill = colours().kinds[node.data("type")];
  const title = `<title>${escaped(node.data("full"))}</title>`;
  if (!corners) return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(half)}" fill="${fill}">${title}</circle>`;
  const points = corners.map((part, place) => round(part * half + (place % 2 ? y : x))).join(" ");
  return `<polygon points="${points}" fill="${fill}">${title}</polygon>`;
}

function label(node) {
  const { x, y } = node.position();
  const letters = [...node.data("short")];
  const rows = Array.from({ length: Math.ceil(letters.length / WRAP) }, (_, row) =>
    letters.slice(row * WRAP, (row + 1) * WRAP).join(""),
  );
  const top = y + node.height() / 2 + 13;
  const spans = rows.map((row, place) => `<tspan x="${round(x)}" y="${round(top + 16 * place)}">${escaped(row)}</tspan>`);
  return `<text text-anchor="middle">${spans.join("")}</text>`;
}

const round = (number) => Math.round(number * 10) / 10;
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => SIGNS[sign]);
