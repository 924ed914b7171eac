// Signing off with one key, and without the page being sent anew. Everything works without this file.
const keys = document.querySelector("[data-keys]");
if (keys && matchMedia("(hover: hover)").matches) keys.hidden = false;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
  const at = document.activeElement;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const turns = [...document.querySelectorAll("[data-turn]")];
    if (!turns.length) return;
    const place = turns.indexOf(at);
    const next = place < 0 ? 0 : place + (event.key === "ArrowDown" ? 1 : -1);
    if (turns[next]) {
      event.preventDefault();
      turns[next].focus();
    }
  } else if (event.key === "e" || event.key === "E" || event.key === "M") {
    at.closest("[data-word]")?.querySelector("[data-all]")?.click();
  } else if (event.key === "m" && at.matches("[data-turn], [data-all]")) {
    at.click();
  }
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-decide]") || !event.submitter) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  const { id } = event.submitter;
  const word = event.submitter.closest("[data-word]")?.id;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter) });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-looked]");
    if (!answer.ok || !fresh) throw new Error("it is not this page");
    document.querySelector("[data-looked]").replaceWith(fresh);
    const shown = word && document.getElementById(word);
    (document.getElementById(id) ?? shown?.querySelector("[data-all]"))?.focus();
    if (shown) say(`${shown.querySelector("h2").textContent}: ${shown.querySelector(".nhsuk-tag").textContent.trim()}`);
  } catch {
    location.reload(); // signed out, taken in anew, or the network is gone: the page itself says so
  }
});

function say(sentence) {
  document.querySelector("[data-said]").textContent = sentence;
}
