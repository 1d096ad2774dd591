// Dated events in the order of time; a line marks the day the report was completed.

const timelineFilters = makeFilters([
  { key: "status", label: () => t("ui.status"), values: (row) => [row.status], name: (status) => named("status", status), order: STATUSES },
  { key: "year", label: () => t("ui.when"), values: (row) => [row.days[0].slice(0, 4)], name: (year) => year, order: [] },
  { key: "actor", label: () => t("ui.entities"), values: actors, name: entityName },
], (row) => sentenceWords(row.sentence));

function actors(row) {
  return [...new Set(row.relations.flatMap((id) => [...relations.get(id).subjects, ...relations.get(id).objects]))];
}

const pieces = new Map(DATA.blocks.flatMap((block) => block.pieces).filter((piece) => piece.s).map((piece) => [piece.s, piece]));

function sentenceWords(id) {
  const piece = pieces.get(id);
  return piece ? words(piece) : "";
}

function drawTimeline(section) {
  const list = el("div", { class: "timeline" });
  const count = el("p", { class: "count", "aria-live": "polite" });
  const update = () => {
    const shown = DATA.timeline.filter((row) => passes(timelineFilters, row));
    count.textContent = `${shown.length}${t("ui.of")}${DATA.timeline.length} ${t("ui.rows")}`;
    list.replaceChildren(...drawYears(shown), shown.length ? "" : el("p", { class: "empty" }, t("ui.empty")));
  };
  section.append(
    el("h2", {}, t("nav.timeline")), el("p", { class: "hint" }, t("ui.timeline.hint")),
    drawFilters(timelineFilters, DATA.timeline, update), el("div", { class: "above" }, count), list);
  update();
}

function drawYears(rows) {
  const done = DOC.completed;
  let isPast = true;
  return [...groupBy(rows, (row) => row.days[0].slice(0, 4))].map(([year, found]) => el("section", {},
    el("h3", {}, year),
    el("ol", {}, found.map((row) => {
      const now = isPast && done && row.days[0] > done ? el("li", { class: "now" }, `${t("ui.completed")} ${done}`) : null;
      if (now) isPast = false;
      return [now, drawEvent(row)];
    }))));
}

function drawEvent(row) {
  const claim = row.claim ? claims.get(row.claim) : null;
  return el("li", { class: `event ${row.status}` },
    el("div", { class: "date" }, el("b", {}, daysWords(row.days)), chip(named("status", row.status), `status ${row.status}`),
      claim && claim.type !== "FACT" ? chip(named("claim", claim.type), `kind has-${claim.type}`) : null),
    row.relations.length ? el("p", { class: "who", lang: "ja" }, row.relations.map((id) =>
      el("span", {}, relationWords(relations.get(id))))) : null,
    el("a", { class: "quote", lang: "ja", href: href("text", row.sentence) }, sentenceWords(row.sentence)));
}
