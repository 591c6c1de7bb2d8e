// Who pays whom: payers left, whoever passes money on in the middle, those who keep it right. Widths are pounds.

function render({ model, el }) {
  el.classList.add("sankey");
  const title = make("h3"), holder = make("div", { class: "plot" }), save = make("span");
  const rows = () => model.get("links").map(([from, to, pounds]) => [name(from), name(to), decimals(pounds / 1e6, 1)]);
  const details = asTable(() => table(model.get("message"), ["From", "To", "£m in the year"], rows()));
  el.replaceChildren(make("figure", { class: "chart" }, title, make("p", { class: "unit" }, "£ in the year; a wider band is more money"), holder, make("div", { class: "tools" }, details, save)));
  const name = (i) => model.get("nodes")[i].name;

  /** The column of each node: one more than the furthest of who pays it, money that runs in a circle aside. */
  function columns(links, count) {
    const column = new Array(count).fill(0);
    for (let round = 0; round < 4; round++)
      for (const [from, to, pounds] of links) {
        const back = links.find(([f, t]) => f === to && t === from);
        if (back && back[2] > pounds) continue;
        if (column[to] < column[from] + 1 && column[from] < 3) column[to] = column[from] + 1;
      }
    const last = Math.max(...column);
    links.forEach(([, to]) => { if (!links.some(([from]) => from === to)) column[to] = last; });
    return column;
  }

  function draw() {
    const width = Math.max(holder.clientWidth, 320), links = model.get("links").filter(([, , pounds]) => pounds >= model.get("floor"));
    const nodes = model.get("nodes").map((node, i) => ({ ...node, i, out: 0, into: 0 }));
    links.forEach(([from, to, pounds]) => { nodes[from].out += pounds; nodes[to].into += pounds; });
    const used = nodes.filter(({ out, into }) => out + into > 0), column = columns(links, nodes.length);
    const last = Math.max(...used.map(({ i }) => column[i]), 1), gap = 16, height = 430, side = 190;
    const stacks = [...Array(last + 1).keys()].map((c) => used.filter(({ i }) => column[i] === c));
    const size = (node) => Math.max(node.out, node.into);
    const scale = Math.min(...stacks.filter((s) => s.length).map((stack) => (height - gap * (stack.length - 1)) / stack.reduce((sum, node) => sum + size(node), 0)));
    stacks.forEach((stack, c) => {
      const tall = stack.reduce((sum, node) => sum + size(node) * scale, 0) + gap * (stack.length - 1);
      let y = (height - tall) / 2;
      stack.forEach((node) => { Object.assign(node, { x: side + (c / last) * (width - 2 * side - 14), y, tall: Math.max(size(node) * scale, 1.5), left: y, right: y }); y += node.tall + gap; });
    });
    const bands = links.map(([from, to, pounds]) => {
      const a = nodes[from], b = nodes[to], thick = pounds * scale, bend = (b.x - a.x - 14) / 2;
      const y0 = a.right + thick / 2, y1 = b.left + thick / 2;
      a.right += thick; b.left += thick;
      return svg("path", { d: `M${a.x + 14},${y0}C${a.x + 14 + bend},${y0} ${b.x - bend},${y1} ${b.x},${y1}`, fill: "none", stroke: b.colour, "stroke-opacity": 0.32, "stroke-width": Math.max(thick, 0.8) },
        svg("title", {}, `${a.name} to ${b.name}: £${decimals(pounds / 1e6, 1)}m`));
    });
    const labels = used.flatMap((node) => {
      const first = column[node.i] === 0, x = first ? node.x - 8 : node.x + 22, pounds = `£${decimals(size(node) / 1e6, 1)}m`;
      const words = svg("text", { x, y: node.y + node.tall / 2, "text-anchor": first ? "end" : "start", "dominant-baseline": "central", class: "who" }, short(node.name, first || column[node.i] === last ? 27 : 32));
      return [svg("rect", { x: node.x, y: node.y, width: 14, height: node.tall, fill: node.colour }), words, svg("text", { x, y: node.y + node.tall / 2 + 14, "text-anchor": first ? "end" : "start", "dominant-baseline": "central", class: "how-much" }, pounds)];
    });
    holder.replaceChildren(svg("svg", { width, height: height + 24, viewBox: `0 -12 ${width} ${height + 24}`, role: "img", "aria-label": `${model.get("message")}. The largest flows: ${rows().slice(0, 5).map(([a, b, m]) => `${a} to ${b} £${m}m`).join("; ")}.` }, ...bands, ...labels));
    title.textContent = model.get("message");
    save.replaceChildren(download("Download flows of money as CSV", "money.csv", ["from", "to", "pounds"], () => model.get("links").map(([from, to, pounds]) => [name(from), name(to), Math.round(pounds)])));
    details.again();
  }

  // A trust is known by its place: what all trusts are called goes first where there is no room.
  const bare = (words) => words.replace(/( University)?( Hospitals?)?( NHS)?( Foundation)? Trust$/, "");
  const cut = (words, most) => (words.length > most ? words.slice(0, most - 1).trimEnd() + "…" : words);
  const short = (words, most) => (words.length > most ? cut(bare(words), most) : words);
  const soon = once(draw), watcher = new ResizeObserver(soon);
  ["links", "nodes", "message"].forEach((trait) => model.on("change:" + trait, soon));
  watcher.observe(holder);
  draw();
  return () => watcher.disconnect();
}

export default { render };
