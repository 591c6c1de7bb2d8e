// Keeps a page: a button that saves a file made here, and one that prints.

function render({ model, el }) {
  const save = make("button", { type: "button", class: "button", onclick: () => {
    const link = make("a", { href: URL.createObjectURL(new Blob([model.get("content")], { type: model.get("media") })), download: model.get("file") });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  } });
  const print = make("button", { type: "button", class: "button", onclick: () => window.print() }, "Print");
  const lay = () => { save.textContent = model.get("label"); };
  model.on("change:label", lay);
  el.classList.add("keeping");
  el.replaceChildren(save, ...(model.get("printing") ? [print] : []));
  lay();
}

export default { render };
