// The layout of the graph explorer, registered with `cytoscape.use`. A file of its own, so that
// a picture whose places are known stands without it.
export { default } from "cytoscape-fcose";
