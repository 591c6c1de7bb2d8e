// Buttons that save a file made here, and print the page.

function render({ model, el }) {
  const save = make("button", { type: "button", class: "button", onclick: () => saveFile(model.get("content"), model.get("media"), model.get("file")) });
  const print = make("button", { type: "button", class: "button", onclick: () => window.print() }, "Print");
  const lay = () => { save.textContent = model.get("label"); };
  model.on("change:label", lay);
  el.classList.add("save-file");
  el.replaceChildren(save, ...(model.get("printing") ? [print] : []));
  lay();
}

export default { render };
