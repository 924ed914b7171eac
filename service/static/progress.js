// Keeps a page's account of the worker up to date. The regions marked data-live are the server's own HTML, fetched again
// whenever a piece of work begins or ends; in between only the bars move.
const BETWEEN_QUESTIONS = 1000;
const QUIET_QUESTIONS = 3; // a finished job is often followed by the next

export function watchProgress(region) {
  if (!region.dataset.version) return;
  const { progress, page } = region.dataset;
  let { version } = region.dataset;
  let quiet = 0;

  async function ask() {
    try {
      const answer = await fetch(progress, { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return; // signed out: the page's own links say so
      const news = await answer.json();
      if (news.version === version) news.jobs.forEach(moveBar);
      else await showAnew(page);
      version = news.version;
      say(news.sentence);
      quiet = news.jobs.length ? 0 : quiet + 1;
    } catch {
      // the server is restarting, or the network is gone: ask again
    }
    if (quiet < QUIET_QUESTIONS) setTimeout(ask, BETWEEN_QUESTIONS);
  }

  setTimeout(ask, BETWEEN_QUESTIONS);
}

function moveBar(job) {
  const item = document.querySelector(`[data-job="${job.id}"]`);
  if (!item) return;
  const bar = item.querySelector("progress");
  if (job.total) {
    bar.max = job.total;
    bar.value = job.done;
  }
  const step = job.total ? `${job.step}: ${job.done.toLocaleString("en-GB")} of ${job.total.toLocaleString("en-GB")}` : job.step;
  item.querySelector("[data-step]").textContent = job.left ? `${step}, ${job.left}` : step;
}

async function showAnew(page) {
  const answer = await fetch(page);
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const old of document.querySelectorAll("[data-live]")) {
    const replacement = fresh.getElementById(old.id);
    if (!replacement) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    old.replaceWith(replacement);
    if (focused) replacement.querySelector(`a[href="${CSS.escape(focused)}"], a`)?.focus();
  }
}

function say(sentence) {
  const status = document.querySelector("[data-said]");
  if (status && status.textContent !== sentence) status.textContent = sentence;
}
