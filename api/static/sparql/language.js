// SPARQL for CodeMirror: which words and signs are what, and how far a line is indented.

import { HighlightStyle, StreamLanguage, syntaxHighlighting, tags } from "../vendor/codemirror.js";

const KEYWORDS = `
  ADD ALL AS ASC ASK BASE BIND BY CONSTRUCT DEFAULT DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP
  HAVING IN LIMIT MINUS NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SEPARATOR UNDEF UNION VALUES WHERE
`.trim().split(/\s+/);
const FUNCTIONS = `
  ABS AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT HOURS IF
  IRI ISBLANK ISIRI ISLITERAL ISNUMERIC LANG LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW RAND REGEX REPLACE
  ROUND SAMETERM SAMPLE SECONDS SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN
  STRSTARTS STRUUID SUBSTR SUM TIMEZONE TZ UCASE URI UUID YEAR
`.trim().split(/\s+/);

/** Every word of the language with its kind, for completion. */
export const WORDS = [
  ...KEYWORDS.map((word) => ({ word, kind: "keyword" })),
  ...FUNCTIONS.map((word) => ({ word, kind: "function" })),
];

const KINDS = new Map(WORDS.map(({ word, kind }) => [word, kind === "keyword" ? "keyword" : "builtin"]));

// The first pattern that fits says what stands there. Strings in three quotes go over several lines.
const PATTERNS = [
  [/^#.*/, "comment"],
  [/^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/, "string"],
  [/^<[^<>"{}|^`\\\s]*>/, "link"],
  [/^[?$][\p{L}\p{N}_]+/u, "variable"],
  [/^@[A-Za-z]+(?:-[A-Za-z0-9]+)*/, "meta"],
  [/^(?:[\p{L}_][\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_:%-]|\.(?=[\p{L}\p{N}_:%-])|\\.)*/u, "name"],
  [/^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, "number"],
  [/^(?:\^\^|\|\||&&|[<>!]=|[=<>!|^/*+-])/, "operator"],
];

const grammar = {
  name: "sparql",
  startState: () => ({ depth: 0, quote: "" }),
  token(stream, state) {
    if (state.quote) return longString(stream, state);
    if (stream.eatSpace()) return null;
    const opened = stream.match(/^(?:"""|''')/);
    if (opened) {
      state.quote = opened[0];
      return longString(stream, state);
    }
    for (const [pattern, kind] of PATTERNS) if (stream.match(pattern)) return kind;
    const word = stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u);
    if (word) return word[0] === "a" ? "keyword" : KINDS.get(word[0].toUpperCase()) ?? null;
    const sign = stream.next();
    if ("{([".includes(sign)) state.depth += 1;
    if ("})]".includes(sign)) state.depth = Math.max(0, state.depth - 1);
    return "{}()[]".includes(sign) ? "bracket" : "punctuation";
  },
  indent(state, after, context) {
    if (state.quote) return null;
    return Math.max(0, state.depth - (/^\s*[})\]]/.test(after) ? 1 : 0)) * context.unit;
  },
  languageData: {
    commentTokens: { line: "#" },
    closeBrackets: { brackets: ["(", "[", "{", '"', "'"] },
    indentOnInput: /^\s*[})\]]$/,
  },
  tokenTable: { link: tags.url, name: tags.propertyName, builtin: tags.function(tags.variableName) },
};

function longString(stream, state) {
  while (!stream.eol()) {
    if (stream.match(state.quote)) {
      state.quote = "";
      break;
    }
    if (stream.next() === "\\") stream.next();
  }
  return "string";
}

// The colours are those of sparql.css, so that they follow light and dark.
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: tags.function(tags.variableName), color: "var(--code-keyword)" },
  { tag: tags.propertyName, color: "var(--code-name)" },
  { tag: tags.url, color: "var(--code-name)" },
  { tag: tags.variableName, color: "var(--code-variable)" },
  { tag: [tags.string, tags.meta], color: "var(--code-string)" },
  { tag: tags.number, color: "var(--code-string)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

/** The extension that makes an editor understand SPARQL. */
export const sparql = [StreamLanguage.define(grammar), syntaxHighlighting(colours)];
