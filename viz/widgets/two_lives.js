// One resident under both options: A above the line of each row, B below it. What both have is pale, what one has alone is strong.

const LABELS = 172, END = 14, ROW = 46, HEAD = 26, FOOT = 24;

function render({ model, el }) {
  el.classList.add("two-lives");
  const title = make("h3"), unit = make("p", { class: "unit" }), holder = make("div", { class: "plot" });
  const now = make("p", { class: "this-month", role: "status" });
  const rows = () => model.get("events").map(([a, b], m) => [monthWords(model.get("months")[m]), a, b, a === b ? "same" : "differs"]).filter(([, a, b]) => a || b);
  const headings = ["Month", "Option A", "Option B", ""];
  const details = asTable(() => words(table(model.get("message"), headings, rows())));
  const save = download("Download both options as CSV", "two-lives.csv", headings, rows);
  el.replaceChildren(make("figure", { class: "chart" }, title, unit, holder, now, make("div", { class: "tools" }, details, save)));
  let at = null;

  /** Cells of words, not of numbers. */
  function words(cells) {
    cells.querySelectorAll("td").forEach((cell) => cell.classList.remove("number"));
    return cells;
  }

  function point(month) {
    const events = model.get("events");
    at = Math.min(Math.max(month, 0), events.length - 1);
    const [a, b] = events[at], label = monthWords(model.get("months")[at]);
    now.textContent = a === b ? `${label}, both: ${a || "nothing of note"}.` : `${label}. A: ${a || "nothing"}. B: ${b || "nothing"}.`;
    draw();
  }

  function draw() {
    const months = model.get("months"), names = model.get("rows"), width = Math.max(holder.clientWidth, 300);
    const side = width < 560 ? 96 : LABELS, tall = HEAD + ROW * names.length + FOOT;
    const x = (m) => side + 16 + (m / Math.max(months.length - 1, 1)) * (width - side - END - 16);
    const y = (row) => HEAD + ROW * (row + 0.5);
    const parts = [...frame(months, names, x, y, width, side, tall), ...model.get("marks").map((mark) => sign(mark, x, y, (width - side) / months.length))];
    if (at !== null) parts.push(svg("line", { x1: x(at), x2: x(at), y1: HEAD - 4, y2: tall - FOOT, class: "pointed" }));
    const drawing = svg("svg", { width, height: tall, viewBox: `0 0 ${width} ${tall}`, role: "img", tabindex: "0", "aria-label": `${model.get("message")}. ${model.get("spoken")} Arrow keys read out months.` }, ...parts);
    const focused = holder.contains(document.activeElement);
    drawing.addEventListener("pointermove", (event) => { const month = Math.round(((event.offsetX - x(0)) / (x(months.length - 1) - x(0))) * (months.length - 1)); if (month !== at) point(month); });
    drawing.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12 }[event.key];
      if (!step) return;
      event.preventDefault();
      point(at === null ? Math.max(model.get("differs_from"), 0) : at + step);
    });
    holder.replaceChildren(drawing);
    if (focused) drawing.focus({ preventScroll: true });
  }

  /** Rows with their names, Aprils, and the first difference. */
  function frame(months, names, x, y, width, side, tall) {
    const parts = names.flatMap((name, row) => [
      svg("line", { x1: side, x2: width - END, y1: y(row), y2: y(row), class: "rail" }),
      ...halves(name, side).map((words, i, all) => svg("text", { x: 0, y: y(row) + 4 + 14 * (i - (all.length - 1) / 2), class: "row-name" }, words)),
      svg("text", { x: side - 4, y: y(row) - 6, class: "arm", "text-anchor": "end" }, "A"),
      svg("text", { x: side - 4, y: y(row) + 14, class: "arm", "text-anchor": "end" }, "B"),
    ]);
    const every = width / months.length < 10 ? 24 : 12;
    months.forEach((month, m) => {
      if (!month.endsWith("-04") || (Math.floor(m / 12) * 12) % every) return;
      parts.push(svg("line", { x1: x(m), x2: x(m), y1: HEAD, y2: tall - FOOT, class: "april" }), svg("text", { x: x(m), y: tall - 8, class: "when", "text-anchor": m ? "middle" : "start" }, monthWords(month)));
    });
    const first = model.get("differs_from");
    if (first >= 0) {
      const late = first > months.length / 2;
      parts.push(svg("line", { x1: x(first), x2: x(first), y1: HEAD - 8, y2: tall - FOOT, class: "first-difference" }), svg("text", { x: x(first) + (late ? -6 : 6), y: HEAD - 12, class: "first-words", "text-anchor": late ? "end" : "start" }, `first difference, ${monthWords(months[first])}`));
    }
    return parts;
  }

  function halves(name, side) {
    if (side > 100) return [name];
    const words = name.split(", ");
    return words.length > 1 ? words : name.length > 13 ? [name.slice(0, name.indexOf(" ", 6)), name.slice(name.indexOf(" ", 6) + 1)] : [name];
  }

  /** A mark: outlined above the line in A, filled below it in B; pale where the other option has the same. */
  function sign([row, month, arm, units, same], x, y, room) {
    const size = Math.min(3 + 1.6 * Math.sqrt(units), 9, Math.max(room * 0.48, 3.2));
    const at = { cx: x(month), cy: y(row) + (arm ? 11 : -11), r: same ? Math.min(size, 3) : size };
    return svg("circle", { ...at, class: same ? "both" : arm ? "only-b" : "only-a" });
  }

  function lay() {
    title.textContent = model.get("message");
    unit.textContent = model.get("spoken") + " A larger mark means more of it. Pale and small: the same under both.";
    at = null;
    now.textContent = "Point at a month, or use the arrow keys.";
    details.again();
    draw();
  }

  const soon = once(lay), again = once(draw), watcher = new ResizeObserver(again);
  ["marks", "message", "events"].forEach((trait) => model.on("change:" + trait, soon));
  watcher.observe(holder);
  lay();
  return () => watcher.disconnect();
}

export default { render };
