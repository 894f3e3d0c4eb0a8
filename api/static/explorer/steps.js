// Where the page stands, and the way back: each step is an address, whose page the server writes.

const MOST_KEPT = 60;
const pages = new Map();

/** Return the page of an address; those that were seen are kept. */
export async function page(address) {
  if (!pages.has(address)) {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) return null;
    if (pages.size >= MOST_KEPT) pages.delete(pages.keys().next().value);
    pages.set(address, await answer.text());
  }
  return new DOMParser().parseFromString(pages.get(address), "text/html");
}

/** Put the parts of another page into this one. */
export function take(other) {
  for (const part of document.querySelectorAll("#explorer [data-part]")) {
    const fresh = other.querySelector(`[data-part="${part.dataset.part}"]`);
    if (fresh) part.replaceWith(document.adoptNode(fresh));
  }
  document.title = other.title;
  const [own, theirs] = [document, other].map((each) => each.querySelector("a.language"));
  if (own && theirs) own.setAttribute("href", theirs.getAttribute("href"));
}

/** Remember the addresses that were left, so that they can be gone back to. */
export class Trail {
  #left = [];

  get empty() {
    return this.#left.length === 0;
  }

  leave(address) {
    this.#left.push(address);
  }

  back() {
    return this.#left.pop();
  }
}
