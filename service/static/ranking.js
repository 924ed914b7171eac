// Counts what is chosen, and moves themes up and down without asking the server. Without this file its buttons do both.
const PLACES = ["first", "second", "third", "fourth", "fifth"];
const choosing = document.querySelector("[data-choose-at-most]");
const ordering = document.querySelector("[data-order]");

if (choosing) {
  const most = Number(choosing.dataset.chooseAtMost);
  const count = choosing.querySelector("[data-choose-count]");
  const say = () => {
    const chosen = choosing.querySelectorAll("[name=chosen]:checked").length;
    const over = chosen > most ? `. That is ${chosen - most} too many` : "";
    count.textContent = chosen ? `${chosen} of ${most} chosen${over}` : "";
  };
  choosing.addEventListener("change", say);
  say();
}

if (ordering) {
  const said = document.querySelector("[data-moved]");
  ordering.addEventListener("click", (event) => {
    const button = event.target.closest("[name=up], [name=down]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("li");
    if (button.name === "up") item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    number();
    const place = [...ordering.children].indexOf(item);
    said.textContent = `${item.querySelector("[data-name]").textContent} is now ${PLACES[place]}.`;
    // At an end the button that was pressed goes out: the other one takes the keyboard.
    (button.disabled ? item.querySelector(".ranking-move:not([disabled])") : button)?.focus();
  });

  function number() {
    [...ordering.children].forEach((item, place, all) => {
      const word = PLACES[place];
      item.querySelector("[data-place]").textContent = word[0].toUpperCase() + word.slice(1);
      item.querySelector("[name=up]").disabled = place === 0;
      item.querySelector("[name=down]").disabled = place === all.length - 1;
    });
  }
}
