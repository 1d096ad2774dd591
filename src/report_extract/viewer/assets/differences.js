// Two readings side by side: a report and its gold, or a report and another one.

function drawDifferences(id, compared) {
  return (section) => {
    const isCalm = (row) => Number(["right", "same"].includes(row.verdict));
    const rows = [...compared.rows].sort((a, b) => isCalm(a) - isCalm(b));
    const filters = makeFilters([
      { key: "verdict", label: () => t("ui.verdict"), values: (row) => [row.verdict], name: (one) => named("verdict", one), order: compared.verdicts },
      { key: "kind", label: () => t("ui.kind"), values: (row) => [row.kind], name: (one) => named("kind", one) },
      { key: "type", label: () => t("ui.type"), values: (row) => [row.type], name: typeName },
    ], (row) => [row.left?.text, row.right?.text, notesOf(row.left), notesOf(row.right)].join(" "));
    const body = el("tbody");
    const count = el("p", { class: "count", "aria-live": "polite" });
    let shown = [];
    const update = () => {
      shown = rows.filter((row) => passes(filters, row));
      count.textContent = `${shown.length}${t("ui.of")}${rows.length} ${t("ui.rows")}`;
      body.replaceChildren(...(shown.length ? shown.map((row) => differenceRow(row, compared)) : [emptyRow(4)]));
    };
    const save = () => saveCsv(`${DOC.id}-${id}`, ["verdict", "kind", "type", "left", "left_note", "right", "right_note"],
      shown.map((row) => [row.verdict, row.kind, row.type, row.left?.text, notesOf(row.left), row.right?.text, notesOf(row.right)]));
    section.append(
      el("h2", {}, t(`nav.${id}`)), el("p", { class: "hint" }, t(`ui.${id}.hint`)),
      drawTotals(rows, compared.verdicts),
      drawFilters(filters, rows, update),
      el("div", { class: "above" }, count, button(t("ui.csv"), save, { class: "save" })),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("ui.table") },
        el("table", { class: "rows differences" },
          el("thead", {}, el("tr", {}, [t("ui.verdict"), t("ui.type"), sideName(compared.left), sideName(compared.right)].map((name) =>
            el("th", { scope: "col" }, name)))),
          body)));
    update();
  };
}

function typeName(type) {
  const kind = ["entity", "relation", "claim"].find((one) => LABELS.has(`${one}.${type}`));
  return kind ? named(kind, type) : type;
}

function drawTotals(rows, verdicts) {
  return el("details", { class: "totals", open: true }, el("summary", {}, t("ui.totals")),
    el("div", {}, [...groupBy(rows, (row) => row.kind)].map(([kind, found]) => drawCounts(kind, found, verdicts))));
}

function drawCounts(kind, found, verdicts) {
  const used = verdicts.filter((verdict) => found.some((row) => row.verdict === verdict));
  const count = (some, verdict) => some.filter((row) => row.verdict === verdict).length;
  const line = (name, some, total) => el("tr", { class: total }, el("th", { scope: "row" }, name),
    used.map((verdict) => el("td", {}, String(count(some, verdict) || "–"))));
  const types = [...groupBy(found, (row) => row.type)].sort(([, a], [, b]) => b.length - a.length);
  return el("table", { class: "counts" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, named("kind", kind)),
      used.map((verdict) => el("th", { scope: "col" }, named("verdict", verdict))))),
    el("tbody", {}, line(t("ui.all"), found, "total"),
      types.length > 1 ? types.map(([type, some]) => line(typeName(type), some, "")) : null));
}

function differenceRow(row, compared) {
  return el("tr", { class: `verdict-${row.verdict}` },
    el("td", {}, chip(named("verdict", row.verdict), `verdict ${row.verdict}`)),
    el("td", {}, typeName(row.type)),
    side(row.left, sideName(compared.left)), side(row.right, sideName(compared.right)));
}

function sideName(name) {
  return name.startsWith("ui.") ? t(name) : name;
}

function side(one, name) {
  if (!one) return el("td", { class: "nothing", "data-label": name }, "–");
  const text = one.sentence ? el("a", { class: "quote", lang: "ja", href: href("text", one.sentence) }, one.text) : el("span", { class: "quote", lang: "ja" }, one.text);
  return el("td", { "data-label": name }, text, one.notes.length ? el("small", {}, notesOf(one)) : null, one.rule ? el("code", {}, one.rule) : null);
}

function notesOf(one) {
  return (one?.notes ?? []).map(([kind, value]) => (kind ? named(kind, value) : value)).join(" · ");
}
