// Reads a page's sentences to people, and prints it: the buttons are there where the browser can do it. The voice is the
// browser's own, so that no word leaves the machine unless its owner chose a voice that does.
const aloud = document.querySelector("[data-read-aloud]");
const print = document.querySelector("[data-print]");

if (aloud && "speechSynthesis" in window) {
  const words = aloud.textContent;
  let reading = false;
  aloud.hidden = false;
  aloud.addEventListener("click", () => (reading ? stop() : readFrom(0)));
  window.addEventListener("pagehide", stop);

  function readFrom(number) {
    const part = document.querySelectorAll("[data-aloud]")[number];
    if (!part) return stop();
    reading = true;
    aloud.textContent = "Stop reading";
    mark(part);
    const spoken = new SpeechSynthesisUtterance(part.textContent);
    spoken.lang = "en-GB";
    spoken.onend = () => reading && readFrom(number + 1);
    spoken.onerror = stop;
    speechSynthesis.speak(spoken);
  }

  function stop() {
    reading = false;
    speechSynthesis.cancel();
    aloud.textContent = words;
    mark(null);
  }

  function mark(part) {
    document.querySelectorAll(".summary-aloud").forEach((one) => one.classList.remove("summary-aloud"));
    part?.classList.add("summary-aloud");
    part?.scrollIntoView({ block: "nearest" });
  }
}

if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
  // On paper nothing can be opened: what a sentence rests on is printed beneath it.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".reading-evidence:not([open])")];
    opened.forEach((one) => { one.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));
}
