// How points and lines look: a shape and a colour for each kind, read from the style sheet.

/** Corners of each shape in the square from -1 to 1; a kind without any is a circle. */
export const SHAPES = {
  department: [-0.82, -0.82, 0.82, -0.82, 0.82, 0.82, -0.82, 0.82],
  goal: [-0.9, -0.36, -0.36, -0.9, 0.36, -0.9, 0.9, -0.36, 0.9, 0.36, 0.36, 0.9, -0.36, 0.9, -0.9, 0.36],
  policy: [0, -1, 1, 0, 0, 1, -1, 0],
  program: [0, -0.9, 1, 0.82, -1, 0.82],
  indicator: [
    -0.36, -0.9, 0.36, -0.9, 0.36, -0.36, 0.9, -0.36, 0.9, 0.36, 0.36, 0.36, 0.36, 0.9, -0.36, 0.9, -0.36, 0.36,
    -0.9, 0.36, -0.9, -0.36, -0.36, -0.36,
  ],
  group: [-1, 0, -0.5, -0.86, 0.5, -0.86, 1, 0, 0.5, 0.86, -0.5, 0.86],
  site: [0, -1, 0.9, -0.18, 0.9, 0.9, -0.9, 0.9, -0.9, -0.18],
  law: [-1, -0.82, 1, -0.82, 0, 0.9],
  plan: [-0.36, -0.9, 1, -0.9, 0.36, 0.9, -1, 0.9],
};
export const KINDS = [...Object.keys(SHAPES).slice(0, 3), "partner", ...Object.keys(SHAPES).slice(3)];
export const DASHES = [6, 4];
const FONT = getComputedStyle(document.body).fontFamily;

/** Return the colours of the page as they are now, light or dark. */
export function colours() {
  const page = getComputedStyle(document.documentElement);
  const named = (name) => page.getPropertyValue(`--${name}`).trim();
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, named(`kind-${kind}`)]));
  const [paper, ink, soft, accent, warn] = ["paper", "ink", "soft", "accent", "warn"].map(named);
  return { kinds, paper, ink, soft, accent, warn };
}

/** Return the half width of a point: larger with more lines, so that what joins many stands out. */
export const radius = (degree) => Math.min(7 + 2.2 * Math.sqrt(degree), 17);

/** Return the style of the picture. */
export function style() {
  const { kinds, paper, ink, soft, accent, warn } = colours();
  const shapes = KINDS.map((kind) => ({
    selector: `node[type = "${kind}"]`,
    style: {
      "background-color": kinds[kind],
      ...(SHAPES[kind] ? { shape: "polygon", "shape-polygon-points": SHAPES[kind] } : { shape: "ellipse" }),
    },
  }));
  return [
    {
      selector: "node",
      style: {
        label: "data(short)",
        width: "data(size)",
        height: "data(size)",
        color: ink,
        "font-family": FONT,
        "font-size": 14,
        "min-zoomed-font-size": 6,
        "text-wrap": "wrap",
        "text-overflow-wrap": "anywhere",
        "text-max-width": 116,
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-outline-color": paper,
        "text-outline-width": 2,
        "overlay-opacity": 0,
      },
    },
    ...shapes,
    {
      selector: "edge",
      style: {
        width: 1.5,
        "line-color": soft,
        "line-opacity": 0.6,
        "curve-style": "bezier",
        "overlay-opacity": 0,
        "font-family": FONT,
        "font-size": 11,
        color: ink,
        "text-outline-color": paper,
        "text-outline-width": 2,
      },
    },
    {
      selector: "edge.proposed",
      style: { "line-style": "dashed", "line-dash-pattern": DASHES, "line-color": warn },
    },
    { selector: "node.focus", style: { "border-width": 3, "border-color": ink } },
    { selector: "node.pinned", style: { "border-width": 3, "border-style": "double", "border-color": ink } },
    { selector: "edge.way", style: { width: 4, "line-color": accent, "line-opacity": 1 } },
    { selector: "edge.beside", style: { width: 2.5, "line-opacity": 1 } },
    { selector: "edge.worded", style: { label: "data(words)" } },
    { selector: ".marked", style: { "underlay-color": accent, "underlay-opacity": 0.35, "underlay-padding": 6 } },
    { selector: "edge.marked", style: { label: "data(words)", width: 3, "line-opacity": 1 } },
  ];
}
