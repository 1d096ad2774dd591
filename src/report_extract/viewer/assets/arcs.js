// The relations of a sentence as arcs between its mentions, numbered as in the list of words beside it.

const ROW = 30;
const STEP = 24;

function drawArcs(found) {
  const rows = orderedMentions(found);
  const place = new Map(rows.map((id, at) => [id, at]));
  const arcs = levels(found.map((relation, at) => {
    const [from, to] = [place.get(relation.subject), place.get(relation.object)];
    return { relation, number: at + 1, from, to, top: Math.min(from, to), bottom: Math.max(from, to) };
  }));
  const left = 14 + STEP * Math.max(1, ...arcs.map((arc) => arc.level + 1));
  const height = rows.length * ROW;
  return svg("svg", {
    class: "arcs", width: "100%", height, role: "img",
    "aria-label": found.map((relation, at) => `${at + 1}: ${relationWords(relation)}`).join("; "),
  },
    svg("defs", {}, svg("marker", {
      id: "head", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto",
    }, svg("path", { d: "M0 0 8 4 0 8z" }))),
    rows.map((id, at) => svg("text", { x: left + 10, y: at * ROW + ROW / 2, dy: "0.35em", lang: "ja" }, mentionWords(id))),
    arcs.map((arc) => drawArc(arc, left)));
}

function orderedMentions(found) {
  const order = new Map(DATA.mentions.map((mention, at) => [mention.id, at]));
  const used = new Set(found.flatMap((relation) => [relation.subject, relation.object]));
  return [...used].sort((a, b) => order.get(a) - order.get(b));
}

// Short arcs stand nearest to the words; two that overlap are never on one level.
function levels(arcs) {
  const placed = [];
  for (const arc of [...arcs].sort((a, b) => a.bottom - a.top - (b.bottom - b.top))) {
    arc.level = 0;
    while (placed.some((other) => other.level === arc.level && other.top <= arc.bottom && arc.top <= other.bottom)) {
      arc.level += 1;
    }
    placed.push(arc);
  }
  return arcs;
}

function drawArc(arc, left) {
  const y = (row) => row * ROW + ROW / 2;
  const x = left - STEP * (arc.level + 1) + 4;
  const shift = arc.from === arc.to ? 5 : 0;
  const [start, end] = [y(arc.from) - shift, y(arc.to) + shift];
  const turn = Math.sign(end - start) * Math.min(9, Math.abs(end - start) / 2);
  const path = `M${left + 4} ${start}H${x + 9}Q${x} ${start} ${x} ${start + turn}V${end - turn}Q${x} ${end} ${x + 9} ${end}H${left + 4}`;
  return svg("g", { class: `arc ${family(arc.relation)} ${arc.relation.status}` },
    svg("path", { d: path, "marker-end": "url(#head)" }),
    svg("circle", { cx: x, cy: (start + end) / 2, r: 8 }),
    svg("text", { x, y: (start + end) / 2, dy: "0.35em", class: "number" }, String(arc.number)));
}
