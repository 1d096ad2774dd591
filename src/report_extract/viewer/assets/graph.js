// The graph of actors, drawn by cytoscape.js; edges of one pair, type and status are one line as wide as they are many.

const DASHES = { actual: [1, 0], expected: [8, 4], hypothetical: [2, 4], desired: [10, 3, 2, 3] };
const SHAPES = { PERSON: "ellipse", GPE: "round-rectangle", ORG: "hexagon", MIL: "diamond", GROUP: "octagon" };
const LEGIBLE = 0.6;
let graph = null;

function startGraph(narrow) {
  graph?.destroy();
  graph = cytoscape({
    container: document.getElementById("graph"), style: graphStyle(), minZoom: 0.2, maxZoom: 3,
    boxSelectionEnabled: false, userZoomingEnabled: false,
  });
  graph.on("tap", "edge", (event) => {
    const { source, target, type, status } = event.target.data();
    narrow({
      name: `${entityName(source.slice(2))} → ${entityName(target.slice(2))} ${named("relation", type)}`,
      test: (row) => row.type === type && row.status === status && row.subjects.includes(source.slice(2)) && row.objects.includes(target.slice(2)),
    });
  });
  graph.on("tap", "node", (event) => {
    const id = event.target.id().slice(2);
    narrow({ name: entityName(id), test: (row) => row.subjects.includes(id) || row.objects.includes(id) });
  });
  graph.on("tap", (event) => { if (event.target === graph) narrow(null); });
}

function updateGraph(rows) {
  if (!graph) return;
  const pairs = groupBy(rows.flatMap(edges), (edge) => JSON.stringify([edge.subject, edge.object, edge.type, edge.status]));
  const used = groupBy([...pairs.values()].flatMap(([edge]) => [edge.subject, edge.object]), (id) => id);
  const nodes = [...used].map(([id, times]) => ({
    data: { id: `n:${id}`, label: entityName(id), shape: SHAPES[entities.get(id)?.type] ?? "rectangle", size: Math.min(64, 26 + 5 * times.length) },
  }));
  const lines = [...pairs].map(([key, [edge, ...more]]) => ({
    data: {
      id: `e:${key}`, source: `n:${edge.subject}`, target: `n:${edge.object}`, type: edge.type, status: edge.status,
      label: `${named("relation", edge.type)}${more.length ? ` ×${more.length + 1}` : ""}`,
      family: edge.family, width: Math.min(7, 1.5 + more.length), dash: DASHES[edge.status],
    },
  }));
  graph.elements().remove();
  graph.add([...nodes, ...lines]);
  graph.layout({
    name: "cose", animate: false, randomize: false, fit: true, padding: 24, nodeOverlap: 40, idealEdgeLength: () => 90,
    nodeRepulsion: () => 60000, componentSpacing: 60, numIter: 800,
  }).run();
  fitGraph();
}

// The whole graph, or where that would be too small to read, its busiest node in the middle.
function fitGraph() {
  graph.fit(undefined, 24);
  if (graph.zoom() >= LEGIBLE || graph.nodes().empty()) return;
  graph.zoom(LEGIBLE);
  graph.center(graph.nodes().max((node) => node.data("size")).ele);
}

// The wheel scrolls the page; these zoom.
function zoomGraph(factor) {
  graph.zoom({ level: graph.zoom() * factor, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
}

function edges(row) {
  return row.subjects.flatMap((subject) => row.objects.filter((object) => object !== subject).map((object) => (
    { subject, object, type: row.type, status: row.status, family: family(row) })));
}

function graphStyle() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => resolved(style.getPropertyValue(`--${name}`));
  const line = (kind) => ({ selector: `edge[family="${kind}"]`, style: { "line-color": colour(kind), "target-arrow-color": colour(kind), color: colour(kind) } });
  return [
    { selector: "node", style: {
      label: "data(label)", shape: "data(shape)", width: "data(size)", height: "data(size)", "font-size": 15,
      "font-family": style.getPropertyValue("--sans"), color: colour("ink"), "background-color": colour("node"),
      "border-width": 1.5, "border-color": colour("line-strong"), "text-valign": "bottom", "text-margin-y": 4,
      "text-outline-color": colour("paper"), "text-outline-width": 3,
    } },
    { selector: "edge", style: {
      label: "data(label)", width: "data(width)", "curve-style": "bezier", "control-point-step-size": 56, "target-arrow-shape": "triangle", "font-size": 11,
      "line-style": "dashed", "line-dash-pattern": "data(dash)", "text-rotation": "autorotate", "text-outline-color": colour("paper"),
      "text-outline-width": 2.5, "font-family": style.getPropertyValue("--sans"), "min-zoomed-font-size": 7,
    } },
    line("cooperation"), line("conflict"), line("static"),
  ];
}

// A colour of the present theme as the canvas understands it.
function resolved(value) {
  const probe = el("span");
  probe.style.color = value;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

function themeGraph() {
  graph?.style(graphStyle());
}
