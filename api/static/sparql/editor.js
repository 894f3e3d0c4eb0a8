// The editor in place of the plain text field. The field stays what the form sends.

import {
  EditorState,
  EditorView,
  autocompletion,
  bracketMatching,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  defaultKeymap,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  history,
  historyKeymap,
  indentOnInput,
  keymap,
  lineNumbers,
  lintGutter,
  lintKeymap,
  setDiagnostics,
} from "../vendor/codemirror.js";
import { sparql } from "./language.js";

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "0.875rem" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": {
    fontFamily: 'ui-monospace, "Noto Sans Mono CJK JP", monospace',
    lineHeight: "1.6",
    minHeight: "14rem",
    maxHeight: "32rem",
  },
  ".cm-content": { caretColor: "var(--ink)", overflowWrap: "anywhere" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--soft)", backgroundColor: "var(--ground)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--tint) 55%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--accent) 30%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--target)" },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    border: "1px solid var(--soft)",
    maxWidth: "min(36rem, 92vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "18rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.5rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--ground)", backgroundColor: "var(--accent)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--soft)" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  // CodeMirror draws these with data: images, which the policy forbids.
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--warn)",
    textUnderlineOffset: "3px",
  },
  ".cm-lintPoint-error::after": { borderBottomColor: "var(--warn)" },
  ".cm-lint-marker-error": {
    content: "none",
    height: "0.7em",
    width: "0.7em",
    marginTop: "0.4em",
    borderRadius: "50%",
    backgroundColor: "var(--warn)",
  },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--warn)" },
});

/**
 * Put an editor over a `textarea`. `words` are sentences in the page's language, `complete` is a source of
 * completions, `run` is called for Ctrl+Enter. Tab is not taken: it leaves the editor as it leaves a field.
 */
export function createEditor(field, { words, complete, run }) {
  const house = document.createElement("div");
  house.className = "code";
  field.before(house);
  field.hidden = true;
  // In a shadow tree CodeMirror adopts its styles instead of writing a <style>, which the policy forbids
  // (decision 0017).
  const root = house.attachShadow({ mode: "open" });
  const view = new EditorView({
    doc: field.value,
    parent: root,
    root,
    extensions: [
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightActiveLine(),
      lintGutter(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [complete], icons: false, interactionDelay: 0 }),
      keymap.of([
        { key: "Mod-Enter", run: () => (run(), true) },
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...historyKeymap,
        ...lintKeymap,
        ...defaultKeymap,
      ]),
      sparql,
      theme,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": words.label, spellcheck: "false", lang: "en" }),
      EditorState.phrases.of(words.phrases),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) field.value = update.state.doc.toString();
      }),
    ],
  });

  return {
    /** Replace the whole text; Ctrl+Z brings the old one back. */
    set text(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: "input.load" });
    },
    /** Put text before the first line. */
    begin(text) {
      if (text) view.dispatch({ changes: { from: 0, insert: text } });
    },
    focus: () => view.focus(),
    /** Mark the place of a problem and put the cursor there. Line and column count from 1, in characters. */
    mark(line, column, message) {
      const place = offset(view.state.doc, line, column);
      const row = view.state.doc.lineAt(place);
      // At the end of a line the last character is marked: nothing cannot be seen.
      const from = Math.max(row.from, Math.min(place, row.to - 1));
      const to = Math.min(from + 1, row.to);
      view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message }]));
      view.dispatch({ selection: { anchor: place }, scrollIntoView: true });
    },
    unmark: () => view.dispatch(setDiagnostics(view.state, [])),
  };
}

function offset(doc, line, column) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const before = Array.from(found.text).slice(0, column - 1).join("");
  return found.from + before.length;
}
