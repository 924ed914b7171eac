// What Datasette writes into its pages as inline scripts; our content policy lets none of those run.
window.DATASETTE_ALLOW_FACET = true; // table.js, which comes after this, asks for it

// A click outside an open menu closes it.
document.addEventListener("click", (event) => {
  const within = event.target.closest("details");
  for (const open of document.querySelectorAll("details[open]")) {
    if (open !== within) open.open = false;
  }
});
