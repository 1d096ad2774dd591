// The index to many reports: filters, search, and counts over time.

const INDEX = read("data");
const REPORTS = INDEX.reports;
const reportFilters = makeFilters([
  { key: "affiliation", label: () => t("ui.institute"), values: (report) => (report.affiliation ? [report.affiliation] : []), name: (name) => name },
  { key: "country", label: () => t("ui.country"), values: (report) => Object.keys(report.countries), name: countryName },
], (report) => [report.title, report.author, report.affiliation, report.id, ...report.sentences.map(([, text]) => text)].join("\n"));
const completed = { since: "", until: "" };
let shownCounts = null;

function countryName(code) {
  return Object.hasOwn(INDEX.countries, code) ? INDEX.countries[code] : code;
}

function isShown(report) {
  const month = (report.completed ?? "").slice(0, 7);
  if (completed.since && (!month || month < completed.since.slice(0, month.length))) return false;
  if (completed.until && (!month || month > completed.until)) return false;
  return passes(reportFilters, report);
}

function drawReports(section) {
  const list = el("ol", { class: "reports" });
  const count = el("p", { class: "count", "aria-live": "polite" });
  let shown = [];
  const update = () => {
    const wanted = wordsOf(reportFilters);
    shown = REPORTS.filter(isShown);
    count.textContent = `${shown.length}${t("ui.of")}${REPORTS.length} ${t("ui.rows")}`;
    list.replaceChildren(...(shown.length ? shown.map((report) => drawReport(report, wanted)) : [el("li", { class: "empty" }, t("ui.empty"))]));
    shownCounts?.();
  };
  const save = () => saveCsv("reports", ["doc_id", "title", "author", "affiliation", "completed", ...CLAIM_KINDS, "relations", "countries"],
    shown.map((report) => [report.id, report.title, report.author, report.affiliation, report.completed,
      ...CLAIM_KINDS.map((kind) => report.claims[kind] ?? 0), sum(report.relations), Object.keys(report.countries)]));
  const form = drawFilters(reportFilters, REPORTS, update);
  form.prepend(...["since", "until"].map((name) => el("label", {}, el("span", {}, t(`ui.${name}`)), el("input", {
    type: "month", placeholder: "2025-01", value: completed[name], "data-filter": name,
    input: (event) => { completed[name] = event.target.value; update(); },
  }))));
  form.addEventListener("click", (event) => {
    if (event.target.tagName !== "BUTTON") return;
    for (const name of ["since", "until"]) form.querySelector(`[data-filter=${name}]`).value = completed[name] = "";
    update();
  });
  form.querySelector("[data-filter=words]").previousSibling.textContent = t("ui.search.all");
  section.append(form, el("div", { class: "above" }, count, button(t("ui.csv"), save, { class: "save" })), list);
  update();
}

const CLAIM_KINDS = ["FACT", "ASSESSMENT", "FORECAST", "RECOMMENDATION"];

function sum(counts) {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function drawReport(report, wanted) {
  const found = hits(report, wanted);
  const countries = Object.keys(report.countries).slice(0, 6).map(countryName).join("・");
  return el("li", { lang: "ja", "data-report": report.id },
    el("h2", {}, el("a", { href: report.file }, report.title ?? report.id)),
    el("p", { class: "about" }, [report.affiliation, report.author, report.completed].filter(Boolean).join("　")),
    el("p", { class: "about" },
      CLAIM_KINDS.filter((kind) => report.claims[kind]).map((kind) => chip(`${named("claim", kind)} ${report.claims[kind]}`, `kind has-${kind}`)),
      chip(`${t("ui.relations")} ${sum(report.relations)}`)),
    el("p", { class: "about" }, countries),
    found.length ? el("ul", { class: "hits" }, found.slice(0, SHOWN_HITS).map((hit) => drawHit(report, hit, wanted)),
      found.length > SHOWN_HITS ? el("li", { class: "hint" }, `${t("ui.more")} ${found.length - SHOWN_HITS} ${t("ui.hits")}`) : null) : null);
}

function start() {
  views.set("reports", { draw: drawReports });
  views.set("counts", { draw: drawCounts });
  startShell(null, null);
}
