// Completion: terms by their name or by what they are called in Japanese or English, variables, words.

import { pickedCompletion } from "../vendor/codemirror.js";
import { WORDS } from "./language.js";
import { missing } from "./prefixes.js";

const MOST = 60;
const BEFORE_CLASS = /(?:^|[\s;{.])(?:a|rdf:type)\s+$/;
const TYPES = { class: "class", property: "property", concept: "constant", scheme: "namespace" };

/**
 * Return a source of completions. `vocabulary` has `prefixes` and `terms`. Among terms that fit equally well
 * the own ones stand first, and properties before classes; after `a` there are only classes.
 */
export function completions(vocabulary, language) {
  const terms = vocabulary.terms.map((term) => ({
    ...term,
    turn: (term.name.startsWith("tng:") ? 0 : 2) + (term.kind === "property" ? 0 : 1),
    known: [term.name, term.name.split(":")[1], term.ja, term.en].map(folded),
    option: option(term, vocabulary.prefixes, language),
  }));
  const words = WORDS.map(({ word, kind }) => ({ word, option: { label: word, type: kind } }));
  return (context) => {
    const { state, pos } = context;
    const line = state.doc.lineAt(pos);
    const typed = line.text.slice(0, pos - line.from).match(/[?$]?[\p{L}\p{N}_:.-]*$/u)[0];
    const before = line.text.slice(0, pos - line.from - typed.length);
    if ((!typed && !context.explicit) || inText(before)) return null;
    const options = /^[?$]/.test(typed)
      ? variables(state.doc.toString(), typed)
      : [...fitting(terms, typed, BEFORE_CLASS.test(before)), ...begun(words, typed)];
    return { from: pos - typed.length, options: options.slice(0, MOST), filter: false };
  };
}

/** Tell whether a line so far ends within a string, an IRI or a comment. */
function inText(before) {
  return /["'<#]/.test(before.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>|<(?=[\s=])/g, ""));
}

function folded(text) {
  return (text ?? "").normalize("NFKC").toLowerCase();
}

/** Return the options of the terms that fit, best first: exact, begun, begun with its label, within. */
function fitting(terms, typed, onlyClasses) {
  const wanted = folded(typed);
  return terms
    .filter((term) => !onlyClasses || term.kind === "class")
    .map((term) => ({ term, rank: rank(term.known, wanted) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((one, other) => one.rank - other.rank || one.term.turn - other.term.turn)
    .map(({ term }) => term.option);
}

function rank([name, local, ja, en], wanted) {
  if (name === wanted || local === wanted) return 0;
  if (name.startsWith(wanted) || local.startsWith(wanted)) return 1;
  if (ja.startsWith(wanted) || en.startsWith(wanted)) return 2;
  return [local, ja, en].some((each) => each.includes(wanted)) ? 3 : Infinity;
}

function begun(words, typed) {
  const wanted = typed.toUpperCase();
  return words.filter(({ word }) => wanted && word.startsWith(wanted)).map(({ option }) => option);
}

function variables(query, typed) {
  const sign = typed[0];
  const found = Array.from(query.matchAll(/[?$]([\p{L}_][\p{L}\p{N}_]*)/gu), (match) => sign + match[1]);
  const others = [...new Set(found)].filter((name) => name !== typed && name.startsWith(typed));
  return others.sort().map((name) => ({ label: name, type: "variable" }));
}

function option(term, prefixes, language) {
  const [first, second] = language === "en" ? [term.en, term.ja] : [term.ja, term.en];
  const labels = [...new Set([first, second].filter(Boolean))].join(" / ");
  const shown = { label: term.name, type: TYPES[term.kind], detail: labels, apply: insert(prefixes) };
  return term.about ? { ...shown, info: term.about } : shown;
}

/** Put the name where it was typed, and its prefix at the top where the query does not declare it. */
function insert(prefixes) {
  return (view, picked, from, to) => {
    const name = picked.label;
    const declared = missing(view.state.doc.toString(), prefixes, [name.split(":")[0]]);
    view.dispatch({
      changes: [{ from: 0, insert: declared }, { from, to, insert: name }],
      selection: { anchor: declared.length + from + name.length },
      annotations: pickedCompletion.of(picked),
      scrollIntoView: true,
      userEvent: "input.complete",
    });
  };
}
