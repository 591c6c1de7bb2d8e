// The table behind a drawing: shown on request, saved as CSV.

function render({ model, el }) {
  const details = asTable(() => table(model.get("title"), model.get("headings"), model.get("rows")));
  const save = make("span");
  const lay = () => {
    save.replaceChildren(download(`Download ${model.get("title")} as CSV`, model.get("file") + ".csv", model.get("headings"), () => model.get("rows")));
    details.again();
  };
  ["rows", "title"].forEach((trait) => model.on("change:" + trait, lay));
  el.classList.add("tools");
  el.replaceChildren(details, save);
  lay();
}

export default { render };
