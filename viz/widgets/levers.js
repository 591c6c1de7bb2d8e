// Levers of payment: native sliders with their value, what they were, and a way back. Dragging tries a value, letting go settles it.

const PAUSE = 90; // milliseconds between two values while a lever is dragged

function render({ model, el }) {
  const rows = new Map();
  let last = 0, timer = null;
  el.classList.add("levers");

  function send(path, value, done) {
    clearTimeout(timer);
    const now = performance.now();
    if (!done && now - last < PAUSE) { timer = setTimeout(() => send(path, value, done), PAUSE - (now - last)); return; }
    last = now;
    model.set("moved", { path, value, done, at: now });
    model.save_changes();
  }

  function worded(lever, value) {
    if (lever.unit === "pounds") return "£" + decimals(value, lever.high > 50 ? 0 : 2);
    if (lever.unit === "times") return "× " + decimals(value, 2);
    return decimals(100 * value, lever.step < 0.01 ? 1 : 0) + "%";
  }

  function row(lever) {
    const slider = make("input", { type: "range", id: "lever-" + lever.path });
    const value = make("output", { for: slider.id });
    const label = make("label", { for: slider.id }, lever.title);
    const back = make("button", { type: "button", class: "quiet" }, "Back");
    const base = make("span", { class: "was" });
    // Steps are counted from where the regime has it, so that this place can always be found again.
    const snapped = () => {
      const at = lever.base + Math.round((slider.valueAsNumber - lever.base) / lever.step) * lever.step;
      return Number(Math.min(Math.max(at, lever.low), lever.high).toPrecision(10));
    };
    const show = (at) => {
      value.textContent = worded(lever, at);
      slider.setAttribute("aria-valuetext", worded(lever, at));
      back.hidden = Math.abs(at - lever.base) < 1e-9;
    };
    slider.addEventListener("input", () => { show(snapped()); send(lever.path, snapped(), false); });
    slider.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
      if (!by) return;
      event.preventDefault();
      slider.value = slider.valueAsNumber + by * lever.step;
      show(snapped()); send(lever.path, snapped(), false);
    });
    slider.addEventListener("keyup", (event) => { if (/Arrow|Page/.test(event.key)) send(lever.path, snapped(), true); });
    slider.addEventListener("change", () => { const at = snapped(); slider.value = at; send(lever.path, at, true); });
    back.addEventListener("click", () => { slider.value = lever.base; show(lever.base); send(lever.path, lever.base, true); slider.focus(); });
    const item = make("li", {}, label, make("p", { class: "whose" }, lever.whose), make("div", { class: "pull" }, slider, value), make("div", { class: "under" }, base, back));
    const update = (now) => {
      lever = now;
      Object.assign(slider, { min: now.low, max: now.high, step: "any" });
      if (document.activeElement !== slider || Math.abs(slider.valueAsNumber - now.value) > now.step / 2) slider.value = now.value;
      base.textContent = "In the regime: " + worded(now, now.base);
      back.setAttribute("aria-label", `Back to ${worded(now, now.base)}: ${now.title}`);
      show(snapped());
    };
    return { item, update };
  }

  function lay() {
    const levers = model.get("levers"), paths = levers.map(({ path }) => path);
    if (paths.join() !== [...rows.keys()].join()) {
      rows.clear();
      levers.forEach((lever) => rows.set(lever.path, row(lever)));
      el.replaceChildren(make("ul", {}, ...[...rows.values()].map(({ item }) => item)));
    }
    levers.forEach((lever) => rows.get(lever.path).update(lever));
  }

  model.on("change:levers", lay);
  lay();
}

export default { render };
