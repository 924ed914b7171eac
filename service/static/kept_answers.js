// What somebody sends in a meeting: kept on the phone until the server has said that it has it. Each has a number, the
// later the higher, so that the server can tell what it has already; sending the same twice changes nothing.
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 20_000;
const LONGEST_WAIT = 10_000;

export function keepAnswers({ meeting, token, told }) {
  const key = `chorus-meeting-${meeting}`;
  let kept = read();
  let pause = FIRST_PAUSE;
  let timer;
  let isSending = false;

  function read() {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? { last: 0, waiting: {} };
    } catch {
      return { last: 0, waiting: {} };
    }
  }

  function write() {
    try {
      if (Object.keys(kept.waiting).length) localStorage.setItem(key, JSON.stringify(kept));
      else localStorage.removeItem(key);
    } catch {
      // this browser keeps nothing: what is sent lives as long as the page
    }
  }

  function keep(question, address, fields) {
    kept.last = Math.max(kept.last + 1, Date.now());
    kept.waiting[question] = { address, fields, number: kept.last };
    write();
    told("waiting");
    sendNow();
  }

  function sendNow() {
    pause = FIRST_PAUSE;
    clearTimeout(timer);
    sendAll();
  }

  async function sendAll() {
    if (isSending) return;
    isSending = true;
    let isDone = true;
    for (const [question, answer] of Object.entries(kept.waiting)) {
      try {
        isDone = (await send(question, answer)) && isDone;
      } catch {
        isDone = false; // no network, no server, or no answer in time: it stays, and is sent again
      }
    }
    isSending = false;
    if (isDone && !Object.keys(kept.waiting).length) return;
    timer = setTimeout(sendAll, isDone ? 0 : pause * (0.75 + Math.random() / 2));
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }

  async function send(question, { address, fields, number }) {
    const response = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams({ ...fields, number, csrf_token: token() }),
      redirect: "error",
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    if (!isJson || response.status >= 500 || response.status === 403) return false; // a page that is too old, or no seat
    const news = await response.json();
    if (kept.waiting[question]?.number === number) {
      delete kept.waiting[question];
      write();
      told(response.ok ? "sent" : "refused", response.ok ? news.held : news.why, question);
    }
    return true;
  }

  return { keep, sendNow, waiting: (question) => kept.waiting[question]?.fields, count: () => Object.keys(kept.waiting).length };
}
