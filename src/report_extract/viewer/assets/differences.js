// Two readings side by side: a report and its gold, or a report and another one.

function drawDifferences(id, compared) {
  return (section) => {
    const rows = compared.rows.map((row, at) => ({ ...row, at }));
    const filters = makeFilters([
      { key: "verdict", label: () => t("ui.verdict"), values: (row) => [row.verdict], name: (one) => named("verdict", one), order: compared.verdicts },
      { key: "kind", label: () => t("ui.kind"), values: (row) => [row.kind], name: (one) => named("kind", one) },
      { key: "type", label: () => t("ui.type"), values: (row) => [row.type], name: typeName },
    ], (row) => [row.left?.text, row.right?.text, row.left?.note, row.right?.note].join(" "));
    const body = el("tbody", { lang: "ja" });
    const count = el("p", { class: "count", "aria-live": "polite" });
    let shown = [];
    const update = () => {
      shown = rows.filter((row) => passes(filters, row));
      count.textContent = `${shown.length}${t("ui.of")}${rows.length} ${t("ui.rows")}`;
      body.replaceChildren(...(shown.length ? shown.map(differenceRow) : [emptyRow(4)]));
    };
    const save = () => saveCsv(`${DOC.id}-${id}`, ["verdict", "kind", "type", "left", "left_note", "right", "right_note"],
      shown.map((row) => [row.verdict, row.kind, row.type, row.left?.text, row.left?.note, row.right?.text, row.right?.note]));
    section.append(
      el("h2", {}, t(`nav.${id}`)), el("p", { class: "hint" }, t(`ui.${id}.hint`)),
      drawTotals(rows, compared.verdicts),
      drawFilters(filters, rows, update),
      el("div", { class: "above" }, count, button(t("ui.csv"), save, { class: "save" })),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("ui.table") },
        el("table", { class: "rows differences" },
          el("thead", {}, el("tr", {}, [t("ui.verdict"), t("ui.type"), compared.left, compared.right].map((name) =>
            el("th", { scope: "col" }, LABELS.has(name) ? t(name) : name)))),
          body)));
    update();
  };
}

function typeName(type) {
  const kind = ["entity", "relation", "claim"].find((one) => LABELS.has(`${one}.${type}`));
  return kind ? named(kind, type) : type;
}

function drawTotals(rows, verdicts) {
  const groups = [...groupBy(rows, (row) => row.kind)].flatMap(([kind, found]) => [
    [named("kind", kind), found, "total"],
    ...[...groupBy(found, (row) => row.type)].sort(([, a], [, b]) => b.length - a.length)
      .map(([type, some]) => [typeName(type), some, ""]),
  ]);
  return el("details", { class: "totals", open: true }, el("summary", {}, t("ui.totals")),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("ui.totals") }, el("table", { class: "counts" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("ui.type")),
        verdicts.map((verdict) => el("th", { scope: "col" }, named("verdict", verdict))))),
      el("tbody", {}, groups.map(([name, found, kind]) => el("tr", { class: kind }, el("th", { scope: "row" }, name),
        verdicts.map((verdict) => el("td", {}, String(found.filter((row) => row.verdict === verdict).length || "–")))))))));
}

function differenceRow(row) {
  return el("tr", { class: `verdict-${row.verdict}` },
    el("td", {}, chip(named("verdict", row.verdict), `verdict ${row.verdict}`)),
    el("td", {}, typeName(row.type)),
    side(row.left, row.verdict), side(row.right, row.verdict));
}

function side(one) {
  if (!one) return el("td", { class: "nothing" }, "–");
  const text = one.sentence ? el("a", { class: "quote", href: href("text", one.sentence) }, one.text) : el("span", { class: "quote" }, one.text);
  return el("td", {}, text, one.note ? el("small", {}, one.note) : null, one.rule ? el("code", {}, one.rule) : null);
}
