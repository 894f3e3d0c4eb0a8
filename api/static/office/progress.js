// Asks how far a job is, and shows the page anew when it has ended.

const EVERY = 1500;
const working = document.querySelector(".working");
const words = working.querySelector(".words");

async function look() {
  try {
    const answer = await fetch(working.dataset.address, { headers: { Accept: "application/json" } });
    const now = await answer.json();
    if (now.state !== working.dataset.state) {
      location.reload();
      return;
    }
    if (words.textContent !== now.words) words.textContent = now.words;
  } catch {
    // The server is away or asks to log in; the page itself says so when it is loaded again.
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
