// Puts a card in its pile without loading the whole page anew. Without this file the forms do the same by themselves.
const main = document.querySelector("main");

main.addEventListener("submit", (event) => {
  const sent = new FormData(event.target, event.submitter);
  if (!event.target.closest("[data-sort]") || sent.get("back")) return;
  event.preventDefault();
  for (const button of main.querySelectorAll("button")) button.disabled = true;
  send(event.target.action, sent);
});

async function send(address, sent) {
  try {
    const answer = await fetch(address, { method: "POST", body: sent });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const isMended = answer.status === 400;
    if (!(answer.redirected || isMended) || !new URL(answer.url).pathname.startsWith("/forum/card-sorts/")) {
      return location.reload(); // it was closed meanwhile, or whoever sorts was signed out: the server says so
    }
    if (!isMended) history.replaceState(null, "", answer.url);
    document.title = page.title;
    main.replaceChildren(...page.querySelector("main").childNodes);
    window.scrollTo(0, 0);
    const first = main.querySelector(".nhsuk-notification-banner, .nhsuk-error-summary") ?? main.querySelector("h1");
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  } catch {
    // the network is gone: the card is where it was, and can be sent again
    for (const button of main.querySelectorAll("button")) button.disabled = false;
    sayThatItIsNotSaved();
  }
}

function sayThatItIsNotSaved() {
  let said = main.querySelector(".sort-offline");
  if (!said) {
    said = document.createElement("p");
    said.className = "sort-offline nhsuk-error-message";
    said.setAttribute("role", "alert");
    main.querySelector("#card").after(said);
  }
  said.textContent = "Not saved: there is no connection. What you sorted before is safe. Try again in a moment.";
}
