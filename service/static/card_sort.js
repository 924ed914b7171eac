// Puts a card in its pile without loading the whole page anew. Without this file the forms do the same by themselves.
const shown = document.querySelector("[data-sort]");

shown?.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  const sent = new FormData(form, submitter);
  event.preventDefault();
  for (const button of shown.querySelectorAll("button")) button.disabled = true;
  send(form, sent);
});

async function send(form, sent) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-sort]");
    if (!next || (!answer.ok && answer.status !== 400)) return location.assign(answer.url);
    if (answer.ok) history.replaceState(null, "", answer.url);
    shown.replaceChildren(...next.childNodes);
    window.scrollTo(0, 0);
    (shown.querySelector(".nhsuk-error-summary") ?? shown.querySelector("h1")).focus({ preventScroll: true });
  } catch {
    // the network is gone: the card is where it was, and can be sent again
    for (const button of shown.querySelectorAll("button")) button.disabled = false;
    let said = shown.querySelector(".sort-offline");
    if (!said) {
      said = document.createElement("p");
      said.className = "sort-offline nhsuk-error-message";
      said.setAttribute("role", "alert");
      shown.querySelector("#card").after(said);
    }
    said.textContent = "Not saved: there is no connection. What you sorted before is safe. Try again in a moment.";
  }
}
