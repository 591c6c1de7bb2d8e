// One of several, as the browser's own list with its label.

function render({ model, el }) {
  const id = "select-" + Math.random().toString(36).slice(2);
  const select = make("select", { id, class: "select" }), label = make("label", { for: id });
  select.addEventListener("change", () => { model.set("value", select.value); model.save_changes(); });
  const lay = () => {
    label.textContent = model.get("label");
    select.replaceChildren(...model.get("options").map(([value, words, title]) => make("option", { value, title: title || null }, words)));
    select.value = model.get("value");
  };
  ["label", "options", "value"].forEach((name) => model.on("change:" + name, lay));
  el.classList.add("labelled");
  el.replaceChildren(label, select);
  lay();
}

export default { render };
