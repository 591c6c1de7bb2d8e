// A regime as a form: every control is the browser's own, with its label; a fault stands beside the control it is of.

const WAIT = 350;

function render({ model, el }) {
  el.classList.add("form");
  let fields = new Map(), faults = new Map(), shape = "", count = 0, timer = 0;
  const open = new Set([""]);

  const say = (path, value, done) => { model.set("edited", { path, value, done, count: (count += 1) }); model.save_changes(); };
  /** While somebody types, what they typed is sent once they pause; when they leave the control, at once. */
  const typed = (path, read) => { clearTimeout(timer); timer = setTimeout(() => say(path, read(), false), WAIT); };
  const left = (path, read) => { clearTimeout(timer); say(path, read(), true); };
  const numberIn = (input) => (input.value.trim() === "" || !Number.isFinite(Number(input.value)) ? null : Number(input.value));

  function numeric(c, id, kind) {
    const input = make("input", { id, type: "number", step: "any", min: c.low, max: c.high > 1e9 ? null : c.high, "aria-describedby": id + "-said" });
    input.addEventListener("input", () => typed(c.path, () => numberIn(input)));
    input.addEventListener("change", () => left(c.path, () => numberIn(input)));
    return { part: input, set: (value) => { input.value = value ?? ""; } };
  }

  function word(c, id) {
    if (!c.options.length) {
      const input = make("input", { id, type: "text", maxlength: 200, "aria-describedby": id + "-said" });
      input.addEventListener("change", () => left(c.path, () => input.value));
      return { part: input, set: (value) => { input.value = value ?? ""; } };
    }
    const none = c.optional ? [make("option", { value: "" }, "–")] : [];
    const select = make("select", { id, class: "select", "aria-describedby": id + "-said" }, ...none, ...c.options.map(([value, words]) => make("option", { value }, words)));
    select.addEventListener("change", () => left(c.path, () => select.value));
    return { part: select, set: (value) => { select.value = value ?? ""; } };
  }

  function yes(c, id) {
    const input = make("input", { id, type: "checkbox", "aria-describedby": id + "-said" });
    input.addEventListener("change", () => left(c.path, () => input.checked));
    return { part: input, set: (value) => { input.checked = Boolean(value); } };
  }

  function some(c, id) {
    const boxes = c.options.map(([value, words]) => {
      const box = make("input", { type: "checkbox", value });
      box.addEventListener("change", () => left(c.path, () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value)));
      return { box, part: make("label", { class: "box" }, box, " " + words) };
    });
    const part = make("div", { class: "boxes", role: "group", "aria-labelledby": id + "-label" }, ...boxes.map(({ part }) => part));
    return { part, set: (value) => boxes.forEach(({ box }) => { box.checked = (value || []).includes(box.value); }) };
  }

  function amounts(c, id) {
    const read = () => Object.fromEntries(cells.map(({ value, input }) => [value, numberIn(input)]).filter(([, n]) => n !== null));
    const cells = c.options.map(([value, words]) => {
      const input = make("input", { type: "number", step: "any", min: c.low });
      input.addEventListener("input", () => typed(c.path, read));
      input.addEventListener("change", () => left(c.path, read));
      return { value, input, part: make("label", { class: "cell" }, make("span", {}, words), input) };
    });
    const rest = make("details", {}, make("summary", {}, "Others"));
    const part = make("div", { class: "cells", role: "group", "aria-labelledby": id + "-label" });
    const set = (value) => {
      const amounts = value || {};
      cells.forEach(({ value: key, input }) => { if (document.activeElement !== input) input.value = amounts[key] ?? ""; });
      if (part.contains(document.activeElement)) return;
      rest.replaceChildren(rest.firstChild, ...cells.filter(({ value: key }) => !(key in amounts)).map(({ part }) => part));
      part.replaceChildren(...cells.filter(({ value: key }) => key in amounts).map(({ part }) => part), rest);
    };
    return { part, set };
  }

  /** Lists written as text: numbers with commas; steps with semicolons between them. */
  function listed(c, id) {
    const steps = c.kind === "steps", input = make("input", { id, type: "text", "aria-describedby": id + "-said" });
    const words = (text) => text.split(",").map((part) => part.trim()).filter(Boolean);
    const read = () => (steps ? input.value.split(";").map(words).filter((step) => step.length) : words(input.value).map(Number).filter(Number.isFinite));
    input.addEventListener("change", () => left(c.path, () => (read().length ? read() : null)));
    return { part: input, set: (value) => { input.value = (value || []).map((part) => (steps ? part.join(", ") : part)).join(steps ? "; " : ", "); } };
  }

  const MADE = { number: numeric, whole: numeric, yes, one: word, words: word, some, amounts, numbers: listed, steps: listed };

  function control(c) {
    const id = "c-" + c.path.replace(/\W/g, "-"), made = MADE[c.kind](c, id), fault = make("p", { class: "fault", role: "alert", hidden: true });
    const grouped = c.kind === "some" || c.kind === "amounts";
    const label = make(grouped ? "span" : "label", { for: grouped ? null : id, id: id + "-label", class: "named" }, c.label, make("span", { class: "in-file" }, " " + c.path.slice(c.path.lastIndexOf(".") + 1)));
    const bounds = c.kind === "number" || c.kind === "whole" ? (c.high !== null && c.high <= 1000 ? `${c.low} to ${c.high}` : "") : c.kind === "numbers" ? "numbers separated by commas" : c.kind === "steps" ? `words separated by commas, steps by semicolons: ${c.options.map(([value]) => value).join(", ")}` : "";
    const said = make("span", { class: "said", id: id + "-said" }, c.policy ? `national policy: ${c.policy.replace(/_/g, " ")}` : bounds);
    const part = make("div", { class: "field of-" + c.kind }, label, made.part, said, fault);
    fields.set(c.path, { ...made, fault, part });
    return part;
  }

  function group(g) {
    const remove = make("button", { type: "button", class: "quiet", "aria-label": `Remove ${g.title}`, onclick: () => { model.set("removed", { path: g.path, count: (count += 1) }); model.save_changes(); } }, "Remove");
    const fault = make("p", { class: "fault", role: "alert", hidden: true });
    faults.set(g.path, fault);
    const details = make("details", { class: g.inside ? "group inside" : "group", open: open.has(g.path) }, make("summary", {}, make("b", {}, g.title), g.note ? ` ${g.note}` : ""), fault, ...g.controls.map(control), ...(g.removable ? [remove] : []));
    details.addEventListener("toggle", () => open[details.open ? "add" : "delete"](g.path));
    return details;
  }

  function lay() {
    const groups = model.get("groups");
    const now = JSON.stringify(groups.map((g) => [g.path, g.title, g.note, g.controls.map((c) => [c.path, c.policy, c.options.length])]));
    if (now !== shape) {
      const focused = document.activeElement && el.contains(document.activeElement) ? document.activeElement.id : "";
      shape = now;
      fields = new Map();
      faults = new Map();
      el.replaceChildren(...groups.map(group));
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    }
    groups.forEach((g) => g.controls.forEach((c) => { const field = fields.get(c.path); if (document.activeElement !== field.part.querySelector("input, select") || c.kind === "some" || c.kind === "yes") field.set(c.value); }));
    blame();
  }

  /** The fault beside the control it is of; one that is of no single control, at the head of its group. */
  function blame() {
    const { path = "", words = "" } = model.get("fault");
    const within = (key) => key === path || path.startsWith(key + ".");
    const at = words ? [...fields.keys()].find(within) : undefined;
    const group = words && at === undefined ? [...faults.keys()].filter((key) => key && within(key)).pop() : undefined;
    const say = (fault, here) => { fault.hidden = !here; fault.textContent = here ? words : ""; if (here) fault.closest("details").open = true; };
    fields.forEach(({ fault, part }, key) => { say(fault, key === at); part.classList.toggle("wrong", key === at); });
    faults.forEach((fault, key) => say(fault, key === group));
  }

  model.on("change:groups", lay);
  model.on("change:fault", blame);
  lay();
  return () => clearTimeout(timer);
}

export default { render };
