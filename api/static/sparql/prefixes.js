// Prefixes that a query uses and does not declare.

// What can hold a colon that is none of a name: strings, IRIs, comments.
const HIDDEN = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#.*/g;
const DECLARED = /\bPREFIX\s+([\p{L}\p{N}_.-]*):/giu;
const USED = /(?<![\p{L}\p{N}_.?$:-])(\p{L}[\p{L}\p{N}_.-]*):/gu;

/** Return the declarations to put before a query, for those of its prefixes that are in `known`. */
export function missing(query, known, more = []) {
  const text = query.replace(HIDDEN, " ");
  const declared = new Set(names(text, DECLARED));
  const wanted = new Set([...names(text, USED), ...more]);
  return [...wanted]
    .filter((prefix) => !declared.has(prefix) && Object.hasOwn(known, prefix))
    .sort()
    .map((prefix) => `PREFIX ${prefix}: <${known[prefix]}>\n`)
    .join("");
}

function names(text, pattern) {
  return Array.from(text.matchAll(pattern), (match) => match[1]);
}
