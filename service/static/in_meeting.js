// A phone in a meeting: it follows the room, says in words what became of what was sent, and takes nothing away that
// somebody is still writing. Without this file the page is a form and a link.
import { keepAnswers } from "./kept_answers.js";

const BETWEEN_QUESTIONS = 2000;
const LONGEST_PAUSE = 10_000;
const LONGEST_WAIT = 8000;
const WORDS = {
  waiting: () =>
    navigator.onLine
      ? "Saved on this phone. We are sending it."
      : "Saved on this phone. We will send it when you are online again.",
  lost: "You are not connected. You can go on: what you send is saved on this phone until you are.",
  sent: "We have your answer.",
};
const told = document.getElementById("told");
const region = () => document.getElementById("room");
let { version, token } = region().dataset;
let isDirty = false;
let hasMoved = false;
let isLost = false;
let failures = 0;
let timer;

const answers = keepAnswers({
  meeting: region().dataset.meeting,
  token: () => token,
  told: becameOf,
});

prepare();
if (answers.count()) answers.sendNow();
ask();
addEventListener("online", askNow);
addEventListener("offline", lose);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && askNow());

function askNow() {
  clearTimeout(timer);
  ask();
}

async function ask() {
  let isOver = Boolean(region().dataset.over);
  try {
    const answer = await fetch(region().dataset.now, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
    if (answer.status === 403) return comeInAgain();
    if (!answer.ok) throw new Error();
    const news = await answer.json();
    token = news.token;
    find();
    if (news.version !== version) await follow();
    isOver = Boolean(region().dataset.over);
  } catch {
    failures += 1;
    if (failures > 1 || !navigator.onLine) lose();
  }
  clearTimeout(timer);
  const pause = Math.min(BETWEEN_QUESTIONS * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE);
  if (!isOver || answers.count()) timer = setTimeout(ask, pause * (0.75 + Math.random() / 2));
}

function lose() {
  isLost = true;
  say("waiting", answers.count() ? WORDS.waiting() : WORDS.lost);
}

function find() {
  failures = 0;
  const wasLost = isLost;
  isLost = false;
  if (answers.count()) answers.sendNow();
  else if (wasLost) say("sent", "You are connected again.");
}

async function follow() {
  if (isDirty) {
    hasMoved = true;
    const notice = region().querySelector("[data-moved]");
    if (notice?.hidden) {
      notice.hidden = false;
      say("waiting", "The room has gone on. Send your answer, or go on without it.");
    }
    return;
  }
  const answer = await fetch(region().dataset.page, { signal: AbortSignal.timeout(LONGEST_WAIT) });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = fresh.getElementById("room");
  if (!answer.ok || !next) return;
  const isAnotherTheme = shownTheme(next) !== shownTheme(region());
  region().replaceWith(next);
  document.title = fresh.title;
  version = next.dataset.version;
  token = next.dataset.token;
  if (!answers.count() && told.dataset.kind !== "refused") told.textContent = "";
  prepare();
  if (isAnotherTheme || next.dataset.over) {
    next.querySelector("h1").focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function prepare() {
  isDirty = hasMoved = false;
  const next = region().querySelector("[data-next]");
  if (next) next.hidden = true;
  const form = region().querySelector("form[data-keep]");
  if (!form) return;
  const unsent = answers.waiting(form.dataset.keep);
  for (const [name, value] of Object.entries(unsent ?? {})) form.elements[name].value = value;
  const have = form.querySelector("[data-have]");
  if (unsent) say("waiting", WORDS.waiting());
  else if (have) showAnswered(form);
  have?.remove();
  form.addEventListener("input", () => (isDirty = true));
  form.addEventListener("submit", send);
  region().querySelector("[data-change]").addEventListener("click", change);
  region().querySelector("[data-go-on]").addEventListener("click", () => {
    isDirty = false;
    askNow();
  });
}

function send(event) {
  event.preventDefault();
  const form = event.target;
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrf_token;
  const wrong = form.dataset.keep === "ranking" ? wrongWithOrder(fields) : wrongWithAnswer(fields);
  if (wrong) {
    say("wrong", wrong);
    form.querySelector("input[type=radio], select").focus();
    return;
  }
  isDirty = false;
  region().querySelector("[data-held]").hidden = true;
  form.querySelector("button[type=submit]").textContent = "Send it again";
  answers.keep(form.dataset.keep, form.action, fields);
  if (hasMoved) askNow();
}

function wrongWithAnswer({ answer }) {
  return answer ? "" : "Choose one: “This is right”, “Partly” or “Not us”.";
}

function wrongWithOrder(fields) {
  const chosen = Object.values(fields).filter(Boolean);
  if (!chosen.length) return "Choose at least one.";
  return new Set(chosen).size < chosen.length ? "You chose one of them twice. Choose each once." : "";
}

function becameOf(what, words, question) {
  if (what === "waiting") return say("waiting", WORDS.waiting());
  if (what === "refused") return say("refused", `Your answer was not kept. ${words}`);
  isLost = false;
  const left = answers.count();
  say(left ? "waiting" : "have", left ? `Sent. ${left} more to send.` : WORDS.sent);
  const form = region().querySelector("form[data-keep]");
  if (form?.dataset.keep === question && !isDirty) {
    showAnswered(form);
    region().querySelector("[data-answered]").focus();
  }
  if (words) tellHeld(words);
}

function showAnswered(form) {
  const answered = region().querySelector("[data-answered]");
  const chosen = form.querySelector("input[type=radio]:checked");
  answered.querySelector("[data-said]").textContent = chosen ? `You said: ${chosen.labels[0].textContent.trim()}` : "";
  form.hidden = true;
  answered.hidden = false;
}

function change() {
  const form = region().querySelector("form[data-keep]");
  region().querySelector("[data-answered]").hidden = true;
  form.hidden = false;
  isDirty = true;
  if (told.dataset.kind === "have") say("", "");
  form.querySelector("input[type=radio]:checked, select").focus();
}

function tellHeld(words) {
  const held = region().querySelector("[data-held]");
  if (!held) return say("wrong", words);
  held.textContent = words;
  held.hidden = false;
  held.focus();
}

function comeInAgain() {
  say("wrong", answers.count() ? "Saved on this phone. To send it, come into the meeting again: " : "You have no seat in the meeting. ");
  const way = document.createElement("a");
  way.href = region().dataset.enter;
  way.textContent = "type the code";
  told.append(way);
}

function say(kind, words) {
  told.dataset.kind = kind;
  if (told.textContent !== words) told.textContent = words;
}

function shownTheme(shown) {
  return shown.querySelector("form[data-keep]")?.dataset.keep ?? shown.querySelector("h1").textContent;
}
