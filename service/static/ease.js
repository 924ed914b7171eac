// Says how easy a summary is to read while somebody writes it, and how many quotes each sentence rests on. Without this
// file the form's own button says the first, and the page that comes after it the second.
const form = document.querySelector("[data-ease]");
const shown = document.querySelector("[data-ease-words]");
const long = document.querySelector("[data-ease-long]");
const AFTER_TYPING = 600;
let waiting;

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, AFTER_TYPING);
});

form?.addEventListener("change", (event) => {
  const quotes = event.target.closest("details");
  const count = quotes?.querySelector("[data-chosen]");
  if (!count) return;
  const ticked = [...quotes.querySelectorAll("[type=checkbox]:checked")];
  count.textContent = ticked.reduce((sum, one) => sum + one.value.split(" ").length, 0);
});

async function ask() {
  try {
    const answer = await fetch(form.dataset.ease, { method: "POST", body: new FormData(form), redirect: "error" });
    if (!answer.ok) return;
    const found = await answer.json();
    if (shown.textContent !== found.words) shown.textContent = found.words;
    long.textContent = found.long.length ? `Long words: ${found.long.join(", ")}.` : "";
  } catch {
    // the network is gone: what is written stays, and the button still asks
  }
}
