// Counts over time: a row a country or type, a column a period, darker where there is more.

const MOST_PERIODS = 14;
const MOST_ROWS = 40;
const counting = { what: "countries" };

function drawCounts(section) {
  const table = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("ui.table") });
  const update = () => table.replaceChildren(countTable(REPORTS.filter(isShown)));
  const what = el("select", { "data-count": true, change: (event) => { counting.what = event.target.value; update(); } },
    ["countries", "relations", "claims"].map((name) => el("option", { value: name, selected: name === counting.what }, t(`count.${name}`))));
  section.append(el("h2", {}, t("nav.counts")), el("p", { class: "hint" }, t("ui.counts.hint")),
    el("form", { class: "filters", submit: (event) => event.preventDefault() },
      el("label", {}, el("span", {}, t("ui.count.what")), what)), table);
  shownCounts = update;
  update();
}

function countTable(found) {
  const period = periodOf(found);
  const periods = [...new Set(found.map(period))].sort();
  const totals = new Map();
  for (const report of found) {
    for (const [name, count] of Object.entries(report[counting.what])) {
      if (!totals.has(name)) totals.set(name, new Map([["sum", 0]]));
      const row = totals.get(name);
      row.set("sum", row.get("sum") + count);
      row.set(period(report), (row.get(period(report)) ?? 0) + count);
    }
  }
  const rows = [...totals].sort(([a, one], [b, other]) => other.get("sum") - one.get("sum") || (a < b ? -1 : 1)).slice(0, MOST_ROWS);
  const most = Math.max(1, ...rows.flatMap(([, row]) => periods.map((name) => row.get(name) ?? 0)));
  return el("table", { class: "counts heat" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t(`count.${counting.what}`)),
      periods.map((name) => el("th", { scope: "col" }, name || t("ui.none.date"))), el("th", { scope: "col" }, t("ui.sum")))),
    el("tbody", {}, rows.map(([name, row]) => el("tr", {}, el("th", { scope: "row" }, countName(name)),
      periods.map((one) => heat(row.get(one) ?? 0, most)), el("td", { class: "sum" }, String(row.get("sum")))))));
}

function heat(count, most) {
  const cell = el("td", {}, count ? String(count) : "");
  cell.style.setProperty("--heat", `${Math.round(45 * Math.sqrt(count / most))}%`);
  return cell;
}

function countName(name) {
  return counting.what === "countries" ? countryName(name) : named(counting.what.slice(0, -1), name);
}

// Months while they are few, then quarters, then years.
function periodOf(found) {
  const month = (report) => (report.completed ?? "").slice(0, 7);
  const quarter = (report) => (month(report).length < 7 ? month(report) : `${month(report).slice(0, 4)}-Q${Math.ceil(Number(month(report).slice(5)) / 3)}`);
  const year = (report) => month(report).slice(0, 4);
  return [month, quarter].find((one) => new Set(found.map(one)).size <= MOST_PERIODS) ?? year;
}
