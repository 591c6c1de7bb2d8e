// Opens a file of this machine as it is; what is too long, or of another kind, is refused before it is read.

function render({ model, el }) {
  const id = "file-" + Math.random().toString(36).slice(2);
  const input = make("input", { id, type: "file", accept: model.get("suffixes").join(",") }), fault = make("p", { class: "fault", role: "alert", hidden: true });
  let count = 0;
  const refuse = (words) => { fault.hidden = !words; fault.textContent = words; };
  input.addEventListener("change", async () => {
    const file = input.files[0], suffixes = model.get("suffixes"), largest = model.get("largest");
    refuse("");
    if (!file) return;
    if (!suffixes.some((suffix) => file.name.toLowerCase().endsWith(suffix))) refuse(`${file.name} is not a ${suffixes.join(", ")} file.`);
    else if (file.size > largest) refuse(`${file.name} has ${decimals(file.size / 1e6, 1)} MB; at most ${decimals(largest / 1e6, 2)} MB is read.`);
    else {
      const whole = new Uint8Array(await file.arrayBuffer());
      let letters = "";
      for (let at = 0; at < whole.length; at += 8192) letters += String.fromCharCode(...whole.subarray(at, at + 8192));
      model.set("opened", { name: file.name.slice(0, 100), base64: btoa(letters), count: (count += 1) });
      model.save_changes();
    }
    input.value = "";
  });
  el.classList.add("open-file");
  el.replaceChildren(make("label", { for: id }, model.get("label")), input, fault);
}

export default { render };
