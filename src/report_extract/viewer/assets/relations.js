// Relations: a graph of who acts on whom, and below it the same relations in words.

const relationFilters = makeFilters([
  { key: "type", label: () => t("ui.type"), values: (row) => [row.type], name: (type) => named("relation", type) },
  { key: "status", label: () => t("ui.status"), values: (row) => [row.status], name: (status) => named("status", status), order: STATUSES },
  { key: "actor", label: () => t("ui.entities"), values: (row) => [...new Set([...row.subjects, ...row.objects])], name: entityName },
], (row) => [mentionWords(row.subject), mentionWords(row.object), row.trigger, row.theme].join(" "));
const interval = { from: 0, to: 0, undated: true, static: false };
const MONTHS = [...new Set(DATA.relations.flatMap((row) => (row.when ? row.when.map((day) => day.slice(0, 7)) : [])))].sort();
interval.to = MONTHS.length - 1;
let narrowed = null;

function inPeriod(row) {
  if (!interval.static && family(row) === "static") return false;
  if (!row.when) return interval.undated;
  return row.when[0].slice(0, 7) <= MONTHS[interval.to] && row.when[1].slice(0, 7) >= MONTHS[interval.from];
}

function drawRelations(section) {
  const list = el("ol", { class: "relations grid" });
  const count = el("p", { class: "count", "aria-live": "polite" });
  let shown = [];
  const update = () => {
    const inside = DATA.relations.filter(inPeriod).filter((row) => passes(relationFilters, row));
    updateGraph(inside);
    shown = narrowed ? inside.filter(narrowed.test) : inside;
    count.replaceChildren(`${shown.length}${t("ui.of")}${DATA.relations.length} ${t("ui.rows")}`,
      ...(narrowed ? [" · ", el("b", { lang: "ja" }, narrowed.name), " ", button(t("ui.reset"), () => narrow(null), { class: "link" })] : []));
    list.replaceChildren(...(shown.length ? shown.map(relationRow) : [el("li", { class: "empty" }, t("ui.empty"))]));
  };
  const narrow = (to) => { narrowed = to; update(); };
  const save = () => saveCsv(`${DOC.id}-relations`,
    ["doc_id", "relation", "sentence", "type", "subject", "object", "trigger", "theme", "time", "place", "status", "polarity", "confidence", "rule"],
    shown.map((row) => [DOC.id, row.id, row.sentence, row.type, mentionWords(row.subject), mentionWords(row.object), row.trigger,
      row.theme, row.time && mentionWords(row.time), row.place && mentionWords(row.place), row.status, row.polarity,
      row.confidence, row.rule]));
  section.append(
    el("figure", { class: "graph" },
      el("figcaption", {}, el("h2", {}, t("ui.graph")), el("p", { class: "hint" }, t("ui.graph.hint")), graphKey()),
      el("p", { class: "zoom" },
        button("＋", () => zoomGraph(1.3), { "aria-label": t("ui.zoom.in") }),
        button("－", () => zoomGraph(1 / 1.3), { "aria-label": t("ui.zoom.out") }),
        button(t("ui.zoom.fit"), fitGraph)),
      el("div", { id: "graph", role: "img", "aria-label": t("ui.graph") }),
      drawPeriod(update)),
    drawFilters(relationFilters, DATA.relations, () => { narrowed = null; update(); }),
    el("div", { class: "above" }, count, button(t("ui.csv"), save, { class: "save" })),
    list);
  startGraph(narrow);
  update();
}

function relationRow(row) {
  return el("li", { "data-relation": row.id },
    relationCard(row), el("a", { href: href("text", row.sentence) }, `${t("ui.gotosentence")} (${row.sentence})`));
}

function drawPeriod(update) {
  const box = (name, label) => el("label", { class: "check" }, el("input", {
    type: "checkbox", checked: interval[name], "data-period": name,
    change: (event) => { interval[name] = event.target.checked; update(); },
  }), t(label));
  const boxes = [box("undated", "ui.showundated"), box("static", "ui.static")];
  if (MONTHS.length < 2) return el("div", { class: "period" }, boxes);
  const slider = (name, label) => {
    const shown = el("output", {}, MONTHS[interval[name]]);
    return el("label", {}, el("span", {}, t(label)), el("input", {
      type: "range", min: 0, max: MONTHS.length - 1, value: interval[name], "data-period": name,
      "aria-valuetext": MONTHS[interval[name]],
      input: (event) => {
        interval[name] = Number(event.target.value);
        shown.textContent = MONTHS[interval[name]];
        event.target.setAttribute("aria-valuetext", MONTHS[interval[name]]);
        update();
      },
    }), shown);
  };
  return el("div", { class: "period" }, slider("from", "ui.from"), slider("to", "ui.to"), boxes);
}

function graphKey() {
  const line = (kind, label) => el("li", {}, svg("svg", { width: 36, height: 10, class: `arc ${kind}`, "aria-hidden": "true" },
    svg("path", { d: "M0 5H36" })), label);
  return el("ul", { class: "key" },
    ["cooperation", "conflict", "static"].map((kind) => line(`${kind} actual`, t(`family.${kind}`))),
    STATUSES.map((status) => line(`static ${status}`, named("status", status))));
}
