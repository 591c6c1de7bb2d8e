// A strip of differences: a table whose every row has its interval drawn on one scale, no difference in the middle.

function render({ model, el }) {
  el.classList.add("strip");
  function drawing(bars, most) {
    const tall = 18 * bars.length, whole = svg("svg", { viewBox: `0 0 240 ${tall}`, "aria-hidden": "true", class: "whiskers" });
    const put = (name, attributes) => whole.append(svg(name, attributes));
    const x = (value) => 120 + (114 * Math.min(Math.max(value, -most), most)) / most;
    put("line", { x1: 120, x2: 120, y1: 0, y2: tall, class: "zero" });
    bars.forEach(({ mean, low, high, look }, i) => {
      if (!Number.isFinite(mean)) return;
      const y = 18 * i + 9, sure = low !== null && (low > 0 || high < 0);
      if (look === "dot") {
        if (Number.isFinite(low)) put("line", { x1: x(low), x2: x(high), y1: y, y2: y, class: "whisker" });
        put("circle", { cx: x(mean), cy: y, r: 4.5, class: sure ? "sure" : "unsure" });
      } else {
        put("rect", { x: Math.min(x(0), x(mean)), y: y - 5, width: Math.max(Math.abs(x(mean) - x(0)), 0.8), height: 10, class: look });
        if (Number.isFinite(low)) put("line", { x1: x(low), x2: x(high), y1: y, y2: y, class: "whisker" });
      }
    });
    return whole;
  }

  function lay() {
    const headings = model.get("headings"), rows = model.get("rows");
    const blocks = [...new Set(rows.map(({ block }) => block))];
    const body = blocks.map((block) => {
      const mine = rows.filter((row) => row.block === block);
      const ends = mine.flatMap(({ bars }) => bars.flatMap(({ mean, low, high }) => [mean, low, high])).filter(Number.isFinite);
      const most = Math.max(...ends.map(Math.abs), 1e-9) * 1.04;
      const lines = mine.map(({ label, bars, cells }) => make("tr", {}, make("th", { scope: "row" }, label), make("td", { class: "drawn" }, drawing(bars, most)), ...cells.map((cell) => make("td", { class: "number" }, cell))));
      const head = make("tr", { class: "block" }, make("th", { scope: "colgroup", colspan: headings.length }, block));
      return make("tbody", {}, head, ...lines);
    });
    const head = make("tr", {}, ...headings.map((words, i) => make("th", { scope: "col", class: i > 1 ? "number" : "" }, words)));
    const whole = make("table", {}, make("caption", {}, model.get("caption")), make("thead", {}, head), ...body);
    const save = download(`Download ${model.get("file")} as CSV`, model.get("file") + ".csv", headings.filter((_, i) => i !== 1).concat(["in"]), () => rows.map(({ label, cells, block }) => [label, ...cells, block]));
    el.replaceChildren(make("figure", { class: "chart" }, make("h3", {}, model.get("message")), make("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": model.get("message") }, whole), make("div", { class: "tools" }, save)));
  }

  const soon = once(lay);
  ["rows", "message", "caption"].forEach((name) => model.on("change:" + name, soon));
  lay();
}

export default { render };
