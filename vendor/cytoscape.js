// What the graph explorer draws with. It is one piece: esbuild cannot leave anything out.
// Why it is committed: decision 0017.
export { default } from "cytoscape";
