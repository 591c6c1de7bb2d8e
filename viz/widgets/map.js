// The boroughs with the provider network on them, month by month: size is activity, colour and shape are the kind,
// a dark ring is a deficit, lines are the largest flows of people or of money. Drawn whole on one canvas.

const SHORT = -0.005; // a margin under this is a deficit worth a ring
const RATES = [0.5, 1, 2, 4], MONTHS_A_SECOND = 4;

function render({ model, el }) {
  el.classList.add("map");
  let month = 0, playing = false, rate = 1, before = 0, flow = "patients", at = null, focus = -1, places = [], shape = null, drawn = 0;

  const canvas = make("canvas", { tabindex: "0", role: "application", "aria-roledescription": "map" });
  const tip = make("div", { class: "tip", hidden: true }), spoken = make("p", { class: "spoken", role: "status" });
  const play = make("button", { type: "button", class: "button strong", onclick: () => run(!playing) }, "Play");
  const step = (by) => { run(false); go(month + by); };
  const slider = make("input", { type: "range", min: 0, step: 1, "aria-label": "Month", oninput: () => { run(false); go(slider.valueAsNumber); } });
  const label = make("output", { class: "month" });
  const speed = make("button", { type: "button", class: "button", onclick: () => { rate = RATES[(RATES.indexOf(rate) + 1) % RATES.length]; speed.textContent = `Speed × ${rate}`; } }, "Speed × 1");
  const choose = (name) => { flow = name; buttons.forEach(([key, button]) => button.setAttribute("aria-pressed", String(key === flow))); again(); };
  const buttons = [["patients", "People"], ["pounds", "Money"], ["none", "No lines"]].map(([key, words]) => [key, make("button", { type: "button", class: "button", onclick: () => choose(key) }, words)]);
  const tools = make("div", { class: "player" }, play,
    make("button", { type: "button", class: "button", "aria-label": "A month back", onclick: () => step(-1) }, "‹"),
    make("button", { type: "button", class: "button", "aria-label": "A month on", onclick: () => step(1) }, "›"), speed, slider, label,
    make("span", { class: "flows", role: "group", "aria-label": "Lines" }, ...buttons.map(([, button]) => button)));
  const legend = make("ul", { class: "legend" });
  const details = asTable(() => table(`Providers in ${monthName()}`, ["Provider", "Kind", "Activity, £m a month", "Margin, last 12 months"], rows()));
  const save = download("Download the map as CSV", "map.csv", ["provider", "kind", "month", "pounds_of_work", "margin"], () => everything());
  el.replaceChildren(make("div", { class: "plot" }, canvas, tip), tools, legend, spoken, make("div", { class: "tools" }, details, save));

  const months = () => model.get("months"), nodes = () => standing.nodes, kinds = () => standing.kinds;
  const monthName = () => (months()[month] ? monthWords(months()[month]) : "");
  let sizes, margins, edges, scale, standing = JSON.parse(model.get("standing"));

  function read() {
    standing = JSON.parse(model.get("standing"));
    const count = nodes().length;
    sizes = floats(model.get("activity")); margins = floats(model.get("margin"));
    edges = Object.fromEntries(["patients", "pounds"].map((key) => [key, { ends: wholes(model.get(key + "_ends")), size: floats(model.get(key)) }]));
    scale = Math.max(...sizes, 1);
    for (const edge of Object.values(edges)) edge.most = edge.size.reduce((most, value) => Math.max(most, value), 1);
    slider.max = Math.max(months().length - 1, 0);
    month = Math.min(month, Math.max(months().length - 1, 0));
    legend.replaceChildren(...kinds().filter((kind) => nodes().some((node) => node.kind === kind.key)).map((kind) => make("li", {}, swatch(kind), kind.title)),
      make("li", {}, ringSwatch(), "dark ring: spends more than it receives"));
    if (focus >= count) focus = -1;
  }

  function swatch(kind) {
    const small = make("canvas", { "aria-hidden": "true" });
    const context = pen(small, 16, 16); small.style.width = "16px";
    mark(context, 8, 8, 6, kind); return small;
  }
  function ringSwatch() {
    const small = make("canvas", { "aria-hidden": "true" });
    const context = pen(small, 16, 16); small.style.width = "16px";
    context.strokeStyle = INK; context.lineWidth = 2.5; context.beginPath(); context.arc(8, 8, 5.5, 0, 7); context.stroke(); return small;
  }

  function mark(context, x, y, r, kind) {
    context.fillStyle = kind.colour; context.beginPath();
    if (kind.shape === "circle") context.arc(x, y, r, 0, 2 * Math.PI);
    else if (kind.shape === "square") context.rect(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r);
    else {
      const corners = kind.shape === "triangle" ? 3 : 4, turn = -Math.PI / 2;
      for (let i = 0; i < corners; i++) context.lineTo(x + 1.2 * r * Math.cos(turn + (2 * Math.PI * i) / corners), y + 1.2 * r * Math.sin(turn + (2 * Math.PI * i) / corners));
      context.closePath();
    }
    context.fill();
  }

  // Where everything is -------------------------------------------------------------------------------

  function project(width, height) {
    const [west, south, east, north] = standing.bounds, squash = Math.cos(((south + north) / 2) * Math.PI / 180);
    const room = Math.min((width - 24) / ((east - west) * squash), (height - 24) / (north - south));
    const left = (width - (east - west) * squash * room) / 2, top = (height - (north - south) * room) / 2;
    return ([longitude, latitude]) => [left + (longitude - west) * squash * room, top + (north - latitude) * room];
  }

  function land(width, height) {
    const to = project(width, height);
    shape = new Path2D();
    for (const ring of standing.outlines) {
      ring.forEach((point, i) => { const [x, y] = to(point); i ? shape.lineTo(x, y) : shape.moveTo(x, y); });
      shape.closePath();
    }
    at = nodes().map((node) => to([node.longitude, node.latitude]));
    places = standing.places.map((place) => ({ ...place, at: to([place.longitude, place.latitude]) }));
  }

  const radius = (i, m) => 2.2 + 17 * Math.sqrt(Math.max(sizes[m * nodes().length + i], 0) / scale);

  // Drawing -------------------------------------------------------------------------------------------

  function draw() {
    const width = canvas.parentElement.clientWidth, height = Math.max(260, Math.min(width * 0.62, model.get("height")));
    if (!width || !nodes().length) return;
    const context = pen(canvas, width, height);
    land(width, height);
    context.fillStyle = "#F0F4F5"; context.fill(shape, "evenodd");
    context.strokeStyle = "#AEB7BD"; context.lineWidth = 1; context.stroke(shape);
    if (flow !== "none") lines(context);
    const kind = Object.fromEntries(kinds().map((each) => [each.key, each])), count = nodes().length;
    nodes().forEach((node, i) => {
      const [x, y] = at[i], r = radius(i, month), margin = margins[month * count + i];
      mark(context, x, y, r, kind[node.kind]);
      ring(context, x, y, r, margin);
      if (i === focus) { context.strokeStyle = INK; context.lineWidth = 3; context.beginPath(); context.arc(x, y, r + 6, 0, 7); context.stroke(); }
    });
    names(context);
    slider.value = month; label.textContent = monthName();
    slider.setAttribute("aria-valuetext", monthName());
    drawn += 1; el.dataset.drawn = drawn;
  }

  function ring(context, x, y, r, margin) {
    if (r < 4 || !Number.isFinite(margin)) return;
    const short = margin < SHORT;
    context.strokeStyle = short ? INK : "#FFFFFF"; context.lineWidth = short ? 3 : 1.2;
    context.beginPath(); context.arc(x, y, 1.3 * r + (short ? 4 : 1), 0, 2 * Math.PI); context.stroke();
  }

  function names(context) {
    context.font = "bold 12px Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"; context.textAlign = "center";
    context.lineWidth = 3; context.lineJoin = "round"; context.strokeStyle = "rgba(255, 255, 255, 0.85)"; context.fillStyle = INK;
    const taken = [];
    for (const { name, at: [x, y] } of places) {
      const half = context.measureText(name).width / 2 + 2, free = (down) => !taken.some(([tx, ty, room]) => Math.abs(tx - x) < half + room && Math.abs(ty - y - down) < 15);
      const down = [-12, 22, -28, 38].find(free) ?? -12;
      taken.push([x, y + down, half]);
      context.strokeText(name, x, y + down); context.fillText(name, x, y + down);
    }
  }

  function lines(context) {
    const { ends, size, most } = edges[flow], count = ends.length / 2;
    if (!count) return;
    const now = size.subarray(month * count, (month + 1) * count);
    const order = [...now.keys()].filter((e) => now[e] > 0).sort((p, q) => now[q] - now[p]).slice(0, model.get("most_lines"));
    context.strokeStyle = flow === "pounds" ? "rgba(0, 48, 135, 0.34)" : "rgba(0, 94, 184, 0.30)"; context.lineCap = "round";
    for (const e of order) {
      const from = ends[2 * e], to = ends[2 * e + 1], a = from < 0 ? places[-1 - from].at : at[from], b = at[to];
      const bend = 0.16, cx = (a[0] + b[0]) / 2 + bend * (b[1] - a[1]), cy = (a[1] + b[1]) / 2 - bend * (b[0] - a[0]);
      context.lineWidth = 0.6 + 9 * Math.sqrt(now[e] / most);
      context.beginPath(); context.moveTo(...a); context.quadraticCurveTo(cx, cy, ...b); context.stroke();
    }
  }

  // Time ----------------------------------------------------------------------------------------------

  function run(on) {
    playing = on; play.textContent = on ? "Pause" : "Play";
    if (on && month >= months().length - 1) go(0);
    before = performance.now();
    if (on) requestAnimationFrame(tick);
  }

  function tick(now) {
    if (!playing || !el.isConnected) return;
    const every = 1000 / (MONTHS_A_SECOND * rate) * (STILL.matches ? 2 : 1);
    if (now - before >= every) { before = now; month < months().length - 1 ? go(month + 1) : run(false); }
    requestAnimationFrame(tick);
  }

  function go(to) { month = Math.min(Math.max(to, 0), months().length - 1); draw(); }

  // Looking and choosing ------------------------------------------------------------------------------

  function near(x, y) {
    let best = -1, least = 14;
    at.forEach(([nx, ny], i) => { const away = Math.hypot(nx - x, ny - y) - radius(i, month); if (away < least) { least = away; best = i; } });
    return best;
  }

  function described(i) {
    const node = nodes()[i], count = nodes().length, margin = margins[month * count + i];
    const kind = kinds().find((each) => each.key === node.kind).title;
    return `${node.name} (${kind}), ${monthName()}: £${decimals(sizes[month * count + i] / 1e6, 1)}m of activity` + (Number.isFinite(margin) ? `, margin ${decimals(100 * margin, 1)}%` : "");
  }

  function look(i, x, y) {
    focus = i; tip.hidden = i < 0;
    if (i >= 0) { tip.textContent = described(i); tip.style.left = Math.min(x + 12, canvas.clientWidth - 230) + "px"; tip.style.top = y + 12 + "px"; tip.style.right = "auto"; }
    again();
  }

  function pick(i) { if (i >= 0) { model.set("picked", nodes()[i].id); model.save_changes(); spoken.textContent = `${nodes()[i].name} chosen; its levers are below the map.`; } }

  canvas.addEventListener("pointermove", (event) => look(near(event.offsetX, event.offsetY), event.offsetX, event.offsetY));
  canvas.addEventListener("pointerleave", () => look(-1));
  canvas.addEventListener("click", (event) => pick(near(event.offsetX, event.offsetY)));
  canvas.addEventListener("keydown", (event) => {
    const order = [...nodes().keys()].sort((p, q) => sizes[month * nodes().length + q] - sizes[month * nodes().length + p]);
    const rank = order.indexOf(focus), move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (move) { event.preventDefault(); const i = order[(rank + move + order.length) % order.length]; look(i, ...at[i]); spoken.textContent = described(i); }
    else if (event.key === "Enter" && focus >= 0) { event.preventDefault(); pick(focus); }
    else if (event.key === " ") { event.preventDefault(); run(!playing); }
  });

  const rows = () => nodes().map((node, i) => [node.name, kinds().find((each) => each.key === node.kind).title, decimals(sizes[month * nodes().length + i] / 1e6, 1), decimals(100 * margins[month * nodes().length + i], 1) + "%"]);
  const everything = () => months().flatMap((name, m) => nodes().map((node, i) => [node.name, node.kind, name, sizes[m * nodes().length + i], margins[m * nodes().length + i]]));

  const again = once(draw), watcher = new ResizeObserver(again);
  const changed = once(() => { read(); canvas.setAttribute("aria-label", model.get("message") + " Arrow keys go from provider to provider, Enter chooses one, space plays."); draw(); details.again(); });
  ["activity", "standing", "message"].forEach((name) => model.on("change:" + name, changed));
  read(); month = Math.max(months().length - 1, 0); choose(flow);
  canvas.setAttribute("aria-label", model.get("message") + " Arrow keys go from provider to provider, Enter chooses one, space plays.");
  watcher.observe(el); draw();
  return () => { playing = false; watcher.disconnect(); };
}

export default { render };
