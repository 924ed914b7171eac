// What Datasette writes into its pages as inline scripts; our content policy lets none of those run.
window.DATASETTE_ALLOW_FACET = true; // table.js, which comes after this, asks for it

// On a phone the facets would stand between the question and its rows: they are folded up there.
if (window.matchMedia("(max-width: 576px)").matches) {
  for (const facets of document.querySelectorAll("details.facets")) facets.open = false;
}
