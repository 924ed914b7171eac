// The screen in a meeting keeps its numbers up to date, and says when it has lost the server. The steps are plain forms;
// sent from here, one that does not arrive leaves the screen as it is.
const BETWEEN_QUESTIONS = 1500;
const LONGEST_WAIT = 8000;
const LOST = "We have lost the server. What you see may be old. The phones keep what people say and send it later. We keep trying.";
const SIGNED_OUT = "You are signed out. Load this page again and sign in: the meeting goes on.";
const lost = document.getElementById("lost");
const screen = () => document.getElementById("screen");
let failures = 0;

watch();
setTimeout(ask, BETWEEN_QUESTIONS);

async function ask() {
  try {
    const answer = await fetch(screen().dataset.now, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
    if (answer.redirected) return say(SIGNED_OUT);
    if (!answer.ok) throw new Error();
    const news = await answer.json();
    if (news.version === screen().dataset.version) show(news);
    else put(await (await fetch(screen().dataset.page)).text());
    failures = 0;
    say("");
  } catch {
    failures += 1;
    if (failures > 1) say(LOST);
  }
  if (screen().dataset.now && !screen().querySelector(".meeting-said")) setTimeout(ask, BETWEEN_QUESTIONS);
}

function show(news) {
  for (const name of ["seats", "here", "answered"]) {
    for (const place of screen().querySelectorAll(`[data-live="${name}"]`)) place.textContent = news[name];
  }
  for (const { key, number, length } of news.bars) {
    const shown = screen().querySelector(`[data-number="${key}"]`);
    if (!shown) continue;
    shown.textContent = number;
    screen().querySelector(`[data-bar="${key}"]`).setAttribute("width", length);
  }
}

function put(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html");
  const next = fresh.getElementById("screen");
  if (!next) return;
  const folded = screen().querySelector("details")?.open ?? false;
  const words = document.activeElement.textContent;
  const hadFocus = screen().contains(document.activeElement);
  screen().replaceWith(next);
  document.title = fresh.title;
  const details = next.querySelector("details");
  if (details) details.open = folded;
  if (hadFocus) ([...next.querySelectorAll("button")].find((one) => one.textContent === words) ?? next.querySelector(":has(.meeting-alone) .meeting-steps button") ?? next.querySelector("h1")).focus();
  watch();
}

function watch() {
  for (const form of screen().querySelectorAll("form[data-lead]")) form.addEventListener("submit", lead);
}

async function lead(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), signal: AbortSignal.timeout(LONGEST_WAIT) });
    if (!answer.ok) throw new Error();
    put(await answer.text());
    say("");
  } catch {
    say("That did not reach the server. Nothing has changed. Try again.");
  }
  button.disabled = false;
}

function say(words) {
  lost.hidden = !words;
  if (lost.textContent !== words) lost.textContent = words;
}
