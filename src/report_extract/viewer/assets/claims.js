// Claims as a table that can be filtered and saved; columns come with the fields the records have.

const claimFilters = makeFilters([
  claimField("type", "claim", (claim) => claim.type, CLAIM_TYPES),
  claimField("certainty", "certainty", (claim) => claim.certainty, CERTAINTIES),
  claimField("likelihood", "likelihood", (claim) => claim.likelihood),
  claimField("holder", "holder", (claim) => entityName(claim.holder), ["author"]),
  claimField("addressee", "addressee", (claim) => claim.addressee && entityName(claim.addressee)),
  { key: "when", label: () => t(has("horizon") ? "ui.horizon" : "ui.when"), values: years, name: yearName },
].filter((field) => has(field.key)), (claim) => `${claim.text} ${entityName(claim.holder)} ${claim.id}`);

// Whether there is a column: for what few reports tell, only where a claim tells it.
function has(key) {
  const isRare = ["likelihood", "addressee", "horizon"].includes(key);
  return DATA.claims.some((claim) => (isRare ? (claim[key] ?? null) !== null : claim[key] !== undefined));
}

function claimField(key, kind, value, order = []) {
  return {
    key, order, label: () => t(`ui.${key}`), name: (shown) => named(kind, shown),
    values: (claim) => [value(claim)].filter((one) => one !== null && one !== undefined),
  };
}

// The years a claim speaks of.
function years(claim) {
  if (!claim.when) return ["none"];
  const [first, last] = claim.when.map((day) => Number(day.slice(0, 4)));
  return last - first > 20 ? [`${first}–${last}`] : Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
}

function yearName(year) {
  return year === "none" ? t("ui.undated") : year;
}

const claimColumns = [
  { key: "type", cell: (claim) => chip(named("claim", claim.type), `kind has-${claim.type}`), value: (claim) => claim.type },
  { key: "certainty", cell: (claim) => certaintyCell(claim), value: (claim) => claim.certainty },
  { key: "likelihood", cell: (claim) => named("likelihood", claim.likelihood ?? ""), value: (claim) => claim.likelihood },
  { key: "text", cell: (claim) => claimText(claim), value: (claim) => claim.text },
  { key: "condition", cell: (claim) => claim.condition ?? "", value: (claim) => claim.condition, isText: true },
  { key: "holder", cell: (claim) => entityName(claim.holder), value: (claim) => claim.holder === "author" ? "author" : entityName(claim.holder), isText: true },
  { key: "addressee", cell: (claim) => claim.addressee ? entityName(claim.addressee) : "", value: (claim) => claim.addressee && entityName(claim.addressee) },
  { key: "horizon", cell: (claim) => claim.horizon ?? "", value: (claim) => claim.horizon },
  { key: "when", cell: (claim) => daysWords(claim.when), value: (claim) => claim.when?.join("/") },
].filter((column) => has(column.key) && !(column.key === "when" && has("horizon")));

function certaintyCell(claim) {
  return [
    claim.certainty ? chip(named("certainty", claim.certainty), `certainty ${claim.certainty}`) : "–",
    claim.polarity === "negative" ? chip(t("ui.negative"), "negative") : null,
  ];
}

// The claim with its cue underlined where it stands last, and the way to its sentence.
function claimText(claim) {
  const at = claim.cue ? claim.text.lastIndexOf(claim.cue) : -1;
  const shown = at < 0 ? claim.text : [claim.text.slice(0, at), el("u", {}, claim.cue), claim.text.slice(at + claim.cue.length)];
  return el("a", { href: href("text", claim.sentence), class: "quote", lang: "ja" }, shown);
}

function drawClaims(section) {
  const body = el("tbody");
  const count = el("p", { class: "count", "aria-live": "polite" });
  const forecasts = el("div", { class: "forecasts" });
  let shown = [];
  const update = () => {
    shown = DATA.claims.filter((claim) => passes(claimFilters, claim));
    count.textContent = `${shown.length}${t("ui.of")}${DATA.claims.length} ${t("ui.rows")}`;
    body.replaceChildren(...(shown.length ? shown.map(claimRow) : [emptyRow(claimColumns.length)]));
    forecasts.replaceChildren(drawForecasts(shown.filter((claim) => claim.type === "FORECAST")));
  };
  const save = () => saveCsv(`${DOC.id}-claims`,
    ["doc_id", "claim", "sentence", ...claimColumns.map((column) => column.key), "polarity", "cue", "rule"],
    shown.map((claim) => [DOC.id, claim.id, claim.sentence, ...claimColumns.map((column) => column.value(claim)),
      claim.polarity, claim.cue, claim.rule]));
  section.append(
    forecasts,
    drawFilters(claimFilters, DATA.claims, update),
    el("div", { class: "above" }, count, button(t("ui.csv"), save, { class: "save" })),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("ui.table") },
      el("table", { class: "rows" },
        el("thead", {}, el("tr", {}, claimColumns.map((column) => el("th", { scope: "col" }, t(`ui.${column.key}`))))),
        body)));
  update();
}

function claimRow(claim) {
  return el("tr", { "data-claim": claim.id }, claimColumns.map((column) =>
    el("td", { class: column.key, lang: column.isText ? "ja" : null, "data-label": t(`ui.${column.key}`) }, column.cell(claim))));
}

function emptyRow(width) {
  return el("tr", {}, el("td", { colspan: width, class: "empty" }, t("ui.empty")));
}
