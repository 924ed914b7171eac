// Draws each chart from the table of figures beneath it, with the Vega that datasette-dashboards brings.
// Our content policy lets no script write another: Vega reads its expressions itself (ast), and writes no style.

const INK = "#111a35";
const EDGE = "#4c6272";
const BLUES = ["#f0f6fb", "#0b4f82"];
// Told apart by shape and by lightness, and not by colour alone.
const COLOURS = ["#0b4f82", "#b3541e", "#2e7d4f", "#6a4c93", "#8a8d91", "#111a35"];
const SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"];
const DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [10, 4]];
const FEW = 5; // people: the share of fewer says little, and has no shade

const words = (name) => name.replaceAll("_", " ");

function figures(table) {
  const columns = [...table.querySelectorAll("th")].map((head) => head.dataset.column);
  return [...table.querySelectorAll("tbody tr")].map((row) =>
    Object.fromEntries([...row.cells].map((cell, place) => {
      const text = cell.textContent;
      return [columns[place], text !== "" && Number.isFinite(Number(text)) ? Number(text) : text];
    })));
}

/** A name in two lines of about so many characters; what is longer is cut, and stands whole in the table. */
function lines(text, most) {
  const done = String(text).split(" ").reduce((found, word) => {
    const last = found.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
    return found;
  }, []);
  return done.length > 2 ? `${done[0]}\n${done[1]} …` : done.join("\n");
}

const inOrder = (rows, column) => [...new Set(rows.map((row) => row[column]))];

function down(rows, column) {
  return { field: column, type: "nominal", sort: inOrder(rows, column), title: null, axis: { labelLimit: 0, domain: false, ticks: false } };
}

function dots(rows, { y, value, by }) {
  const apart = inOrder(rows, by);
  return {
    height: { step: 44 },
    mark: { type: "point", filled: true, size: 130, opacity: 1 },
    encoding: {
      y: { ...down(rows, y), axis: { labelLimit: 0, domain: false, ticks: false, grid: true, labelPadding: 12 } },
      x: { field: value, type: "quantitative", title: words(value), scale: { domainMin: 0 } },
      color: { field: by, scale: { domain: apart, range: COLOURS }, title: null },
      shape: { field: by, scale: { domain: apart, range: SHAPES }, title: null },
    },
  };
}

function bars(rows, { y, value, by }) {
  const across = { field: value, type: "quantitative", title: words(value) };
  const shades = { field: by, scale: { domain: inOrder(rows, by), range: [COLOURS[0], "#8fb8d8"] }, title: null };
  return {
    height: { step: 40 },
    encoding: { y: down(rows, y), x: across },
    layer: [
      { mark: { type: "bar", stroke: COLOURS[0] }, encoding: { color: shades } },
      { mark: { type: "text", align: "left", dx: 4, color: INK }, encoding: { text: { field: value, type: "quantitative", format: "," } } },
    ],
  };
}

function series(rows, { x, value, by }) {
  const apart = inOrder(rows, by);
  const scale = (range) => ({ field: by, scale: { domain: apart, range }, title: null });
  return {
    height: 320,
    encoding: {
      x: { field: x, type: "ordinal", title: null, axis: { labelAngle: -45 } },
      y: { field: value, type: "quantitative", title: words(value), scale: { domainMin: 0 } },
      color: scale(COLOURS),
    },
    layer: [
      { mark: { type: "line", strokeWidth: 2.5 }, encoding: { strokeDash: scale(DASHES) } },
      { mark: { type: "point", filled: true, size: 90, opacity: 1 }, encoding: { shape: scale(SHAPES) } },
    ],
  };
}

function heatmap(rows, { x, y, value, none }, width, whole) {
  const shadeOf = (row) => (Number.isFinite(row[value]) && !(row.people_heard < FEW) ? row[value] : 0);
  const most = Math.max(1, ...rows.map(shadeOf));
  const downward = inOrder(whole, y);
  const across = inOrder(rows, x);
  const isSquare = across.every((one) => downward.includes(one)); // themes against themes: in one order
  const room = (width - 150) / across.length;
  const isUpright = room < 75;
  const wrapped = new Map(across.map((one) => [one, isUpright ? lines(one, 30).split("\n")[0] : lines(one, Math.floor(room / 8))]));
  const isTwoLines = [...wrapped.values()].some((one) => one.includes("\n"));
  const cells = rows.map((row) => ({
    ...row, [x]: wrapped.get(row[x]), shade: shadeOf(row), isNone: row[value] === none,
    isHidden: row[value] === "*" || row.people_heard < FEW, // which is not 0, and must not look like it
    written: `${Number.isFinite(row[value]) ? Math.round(row[value]) : row[value] || "–"}${row.people_heard < FEW ? "*" : ""}`,
  }));
  const isDark = `datum.shade > ${most * 0.55}`;
  const size = Math.max(10, Math.min(14, room / 2));
  const written = (color, filter, more = {}) =>
    ({ transform: [{ filter }], mark: { type: "text", color, fontSize: size, ...more }, encoding: { text: { field: "written" } } });
  return {
    rows: cells,
    height: { step: 40 },
    encoding: {
      y: down(rows, y),
      x: {
        field: x, type: "nominal", sort: (isSquare ? downward : [...across].sort()).map((one) => wrapped.get(one)), title: null,
        axis: { orient: "top", labelAngle: isUpright ? -90 : 0, labelLimit: 0, domain: false, ticks: false, labelPadding: isTwoLines ? 22 : 6 },
      },
    },
    layer: [
      { mark: { type: "rect", stroke: "#fff", strokeWidth: 2 },
        encoding: { color: { field: "shade", type: "quantitative", legend: null, scale: { domain: [0, most], range: BLUES } } } },
      { transform: [{ filter: "datum.isHidden && !datum.isNone" }], mark: { type: "rect", fill: "#fff", stroke: EDGE, strokeWidth: 1.5, strokeDash: [2, 3] } },
      { transform: [{ filter: "datum.isNone" }], mark: { type: "rect", fill: "#fff", stroke: INK, strokeWidth: 2, strokeDash: [4, 3] } },
      written(INK, `!(${isDark}) && !datum.isNone`), written("#fff", isDark), written(INK, "datum.isNone", { fontWeight: "bold" }),
    ],
  };
}

const KINDS = { dots, bars, lines: series, heatmap };

async function draw(place) {
  const told = JSON.parse(place.dataset.chart);
  const folded = place.parentElement.querySelector("details");
  place.hidden = false;
  const isNarrow = place.clientWidth < 560;
  const wrapped = [told.y, told.by].filter(Boolean);
  const whole = figures(folded.querySelector("table"));
  const rows = whole.map((row) => ({ ...row,
    ...Object.fromEntries(wrapped.map((column) => [column, lines(row[column], isNarrow ? 16 : 28)])) }));
  const { rows: values = rows, ...drawing } = KINDS[told.kind](rows, told, place.clientWidth, whole);
  const spec = {
    width: "container", background: null, view: { stroke: null },
    data: { values },
    config: {
      font: "Helvetica, Arial, sans-serif", lineBreak: "\n", aria: false, text: { fontSize: 14 },
      axis: { labelFontSize: 13, titleFontSize: 13, labelColor: INK, titleColor: INK, gridColor: "#d8dde0" },
      legend: { orient: "bottom", columns: isNarrow ? 1 : 3, labelFontSize: 13, labelLimit: 0, labelColor: INK, symbolSize: 110 },
    },
    ...drawing,
  };
  await vegaEmbed(place, spec, { mode: "vega-lite", ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: false, logLevel: 1 });
  place.querySelector("svg").setAttribute("aria-hidden", "true"); // the label and the table say it
  folded.open = false;
}

for (const place of document.querySelectorAll("[data-chart]")) {
  draw(place).catch(() => { place.hidden = true; }); // the figures stay open
}
