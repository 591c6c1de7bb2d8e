// What our drawings share: numbers and months in words, tables and downloads, a sharp canvas. Put before each of them.

const INK = "#231F20", GREY = "#768692", PALE = "#E8EDEE", BLUE = "#005EB8";
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Floats from the bytes that Python sent, whatever their offset. */
function floats(view) {
  if (!view || !view.byteLength) return new Float32Array(0);
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

/** Whole numbers, likewise. */
function wholes(view) {
  return view && view.byteLength ? new Int32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength)) : new Int32Array(0);
}

/** A number with its decimals, a true minus sign and commas. */
function decimals(value, places) {
  if (!Number.isFinite(value)) return "–";
  const shown = Math.abs(value).toLocaleString("en-GB", { minimumFractionDigits: places, maximumFractionDigits: places });
  return (value < 0 && Number(shown.replace(/,/g, "")) !== 0 ? "−" : "") + shown;
}

/** A month as it is read: "2019-04" is "Apr 2019". */
function monthWords(month) {
  return `${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month.slice(5) - 1]} ${month.slice(0, 4)}`;
}

/** An element with attributes and children; `on…` attributes are listeners. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** A part of an SVG drawing. */
function svg(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A canvas as sharp as the screen; returns its pen, scaled so that it draws in CSS pixels. */
function pen(canvas, width, height) {
  const sharp = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * sharp) || canvas.height !== Math.round(height * sharp)) {
    canvas.width = Math.round(width * sharp);
    canvas.height = Math.round(height * sharp);
    canvas.style.height = height + "px";
  }
  const context = canvas.getContext("2d");
  context.setTransform(sharp, 0, 0, sharp, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** A table of rows, the first cell of each its heading. */
function table(caption, headings, rows) {
  const head = make("tr", {}, ...headings.map((words) => make("th", { scope: "col" }, words)));
  const body = rows.map((row) => make("tr", {}, make("th", { scope: "row" }, row[0]), ...row.slice(1).map((cell) => make("td", { class: "number" }, cell))));
  return make("table", {}, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...body));
}

/** Saves a file made here and sent nowhere. */
function saveFile(content, media, file) {
  const link = make("a", { href: URL.createObjectURL(new Blob([content], { type: media })), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A button that saves rows as a CSV file. */
function download(label, file, headings, rows) {
  const quoted = (cell) => '"' + String(cell).replace(/"/g, '""') + '"';
  const save = () => {
    const text = [headings, ...rows()].map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
    saveFile(text, "text/csv", file);
  };
  return make("button", { type: "button", class: "quiet", "aria-label": label, onclick: save }, "Download CSV");
}

/** "Show as table", filled when it is first opened. */
function asTable(fill) {
  const inside = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table" });
  const details = make("details", { class: "as-table" }, make("summary", {}, "Show as table"), inside);
  details.addEventListener("toggle", () => { if (details.open) inside.replaceChildren(fill()); });
  details.again = () => { if (details.open) inside.replaceChildren(fill()); };
  return details;
}

/** Round numbers to mark an axis at. */
function marks(low, high, count) {
  const rough = (high - low) / Math.max(count, 1), power = 10 ** Math.floor(Math.log10(rough || 1));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((size) => size >= rough) || power;
  const at = [];
  for (let mark = Math.ceil(low / step) * step; mark <= high + step * 1e-6; mark += step) at.push(mark);
  return at;
}

/** Call once per frame however often it is asked for. */
function once(draw) {
  let waiting = false;
  return () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; draw(); }); } };
}
