// Small multiples over time: option A a dashed grey line, option B in blue, its interval behind it.

const HEIGHT = 132, LEFT = 46, RIGHT = 8, TOP = 8, BOTTOM = 20;

function render({ model, el }) {
  const cards = new Map();
  let drawn = 0;
  el.classList.add("charts");

  const part = (k, which) => {
    const values = floats(model.get("values")), months = model.get("months").length;
    return values.subarray((4 * k + which) * months, (4 * k + which + 1) * months);
  };

  function card(k) {
    const canvas = make("canvas", { role: "img", tabindex: "0" });
    const title = make("h3"), unit = make("p", { class: "unit" });
    const details = asTable(() => table(title.textContent, headings(k), rows(k)));
    const save = make("span");
    const tip = make("div", { class: "tip", hidden: true });
    const figure = make("figure", { class: "chart" }, title, unit, make("div", { class: "plot" }, canvas, tip), make("div", { class: "tools" }, details, save));
    const point = (month) => hover(k, tip, canvas, month);
    canvas.addEventListener("pointermove", (event) => point(monthAt(canvas, event.offsetX)));
    canvas.addEventListener("pointerleave", () => point(null));
    canvas.addEventListener("blur", () => point(null));
    canvas.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12 }[event.key];
      if (!step) return;
      event.preventDefault();
      const last = model.get("months").length - 1;
      point(Math.min(Math.max((canvas.month ?? last) + step, 0), last));
    });
    return { figure, canvas, title, unit, details, save, tip };
  }

  const headings = (k) => ["Month", model.get("names")[0], model.get("names")[1], "Lower end", "Upper end"].map((words, i) => (i === 1 || i === 2 ? `${words} (${model.get("panels")[k].unit})` : words));
  const rows = (k) => model.get("months").map((month, m) => [monthWords(month), ...[0, 1, 2, 3].map((which) => decimals(part(k, which)[m], model.get("panels")[k].decimals))]);
  const plain = (k) => model.get("months").map((month, m) => [month, ...[0, 1, 2, 3].map((which) => (Number.isFinite(part(k, which)[m]) ? part(k, which)[m] : ""))]);

  function monthAt(canvas, x) {
    const months = model.get("months").length, width = canvas.clientWidth - LEFT - RIGHT;
    return Math.min(Math.max(Math.round(((x - LEFT) / width) * (months - 1)), 0), months - 1);
  }

  function hover(k, tip, canvas, month) {
    canvas.month = month;
    tip.hidden = month === null;
    if (month !== null) {
      const { decimals: places, unit } = model.get("panels")[k], names = model.get("names");
      tip.textContent = `${monthWords(model.get("months")[month])}: ${decimals(part(k, 1)[month], places)} ${names[1]}, ${decimals(part(k, 0)[month], places)} ${names[0]} (${unit})`;
    }
    draw(k);
  }

  function draw(k) {
    const { canvas } = cards.get(k), width = canvas.parentElement.clientWidth;
    if (!width) return;
    const context = pen(canvas, width, HEIGHT), months = model.get("months"), panel = model.get("panels")[k];
    const lines = [0, 1, 2, 3].map((which) => part(k, which));
    const known = (panel.reach || []).concat(lines.flatMap((line) => [...line].filter(Number.isFinite)));
    if (!known.length) return;
    let [low, high] = [Math.min(...known), Math.max(...known)];
    const middle = (low + high) / 2, half = Math.max((high - low) * 0.56, panel.room * Math.max(Math.abs(high), Math.abs(low)), 1e-6);
    [low, high] = [middle - half, middle + half];
    if (panel.floor !== null && low < panel.floor) low = panel.floor;
    const x = (m) => LEFT + (m / Math.max(months.length - 1, 1)) * (width - LEFT - RIGHT);
    const y = (v) => TOP + (1 - (v - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
    axes(context, months, low, high, x, y, width, panel.decimals);
    band(context, lines[2], lines[3], x, y);
    line(context, lines[0], x, y, GREY, 1.6, [6, 4]);
    line(context, lines[1], x, y, panel.colour || BLUE, 2.4, []);
    if (canvas.month !== null && canvas.month !== undefined) {
      context.strokeStyle = INK; context.lineWidth = 1; context.setLineDash([]);
      context.beginPath(); context.moveTo(x(canvas.month), TOP); context.lineTo(x(canvas.month), HEIGHT - BOTTOM); context.stroke();
    }
  }

  function axes(context, months, low, high, x, y, width, places) {
    context.font = "12px Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
    context.textBaseline = "middle"; context.setLineDash([]); context.lineWidth = 1;
    const at = marks(low, high, 3), fine = at.length > 1 && at[1] - at[0] < 1 ? Math.max(places, 1) : places;
    for (const value of at) {
      context.strokeStyle = Math.abs(value) < 1e-9 ? GREY : PALE;
      context.beginPath(); context.moveTo(LEFT, y(value)); context.lineTo(width - RIGHT, y(value)); context.stroke();
      context.fillStyle = "#4C6272"; context.textAlign = "right";
      context.fillText(high >= 10000 ? decimals(value / 1000, 0) + "k" : decimals(value, fine), LEFT - 6, y(value));
    }
    context.textAlign = "center";
    const aprils = months.map((month, m) => [month, m]).filter(([month]) => month.endsWith("-04"));
    const every = Math.ceil(aprils.length / Math.max(Math.floor((width - LEFT) / 62), 1));
    aprils.filter((_, i) => i % every === 0).forEach(([month, m]) => {
      if (x(m) > width - 30) return;
      context.fillText(monthWords(month), Math.max(x(m), LEFT + 18), HEIGHT - 8);
    });
  }

  function line(context, values, x, y, colour, thick, dash) {
    context.strokeStyle = colour; context.lineWidth = thick; context.setLineDash(dash); context.lineJoin = "round";
    context.beginPath();
    let drawing = false;
    values.forEach((value, m) => {
      if (!Number.isFinite(value)) { drawing = false; return; }
      drawing ? context.lineTo(x(m), y(value)) : context.moveTo(x(m), y(value));
      drawing = true;
    });
    context.stroke();
    context.setLineDash([]);
  }

  function band(context, lower, upper, x, y) {
    const inside = [...lower.keys()].filter((m) => Number.isFinite(lower[m]) && Number.isFinite(upper[m]));
    if (!inside.length) return;
    context.fillStyle = "rgba(0, 94, 184, 0.16)";
    context.beginPath();
    inside.forEach((m) => context.lineTo(x(m), y(upper[m])));
    inside.reverse().forEach((m) => context.lineTo(x(m), y(lower[m])));
    context.closePath(); context.fill();
  }

  function lay() {
    const panels = model.get("panels");
    if (cards.size !== panels.length) {
      cards.clear();
      panels.forEach((_, k) => cards.set(k, card(k)));
      el.replaceChildren(...[...cards.values()].map(({ figure }) => figure));
    }
    panels.forEach((panel, k) => {
      const { canvas, title, unit, details, save } = cards.get(k);
      title.textContent = panel.message;
      unit.textContent = panel.unit;
      canvas.setAttribute("aria-label", `${panel.message}. ${panel.spoken} Arrow keys read out months.`);
      save.replaceChildren(download(`Download ${panel.title} as CSV`, `${panel.key}.csv`, headings(k), () => plain(k)));
      details.again();
      draw(k);
    });
    el.dataset.drawn = (drawn += 1);
    el.dataset.reached = Math.max(...panels.map((_, k) => part(k, 1).findLastIndex(Number.isFinite) + 1));
  }

  const soon = once(lay), watcher = new ResizeObserver(soon);
  model.on("change:values", soon);
  model.on("change:panels", soon);
  watcher.observe(el);
  lay();
  return () => watcher.disconnect();
}

export default { render };
