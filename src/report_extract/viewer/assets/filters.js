// Filters over rows: choices by field and words in the text; the state outlives a redraw.

function plain(text) {
  return String(text ?? "").normalize("NFKC").toLowerCase();
}

// fields: [{key, label, values: row => [..], name: value => shown, order: [..]}]
function makeFilters(fields, textOf) {
  const texts = new WeakMap();
  const plainOf = (row) => {
    if (!texts.has(row)) texts.set(row, plain(textOf(row)));
    return texts.get(row);
  };
  return { fields, plainOf, chosen: new Map(), words: "" };
}

function wordsOf(filters) {
  return plain(filters.words).split(/\s+/).filter(Boolean);
}

function passes(filters, row, except = null) {
  return wordsOf(filters).every((word) => filters.plainOf(row).includes(word)) && filters.fields.every((field) =>
    field === except || !filters.chosen.has(field.key) || field.values(row).includes(filters.chosen.get(field.key)));
}

function drawFilters(filters, rows, changed) {
  const refresh = () => {
    for (const [field, select] of selects) fillChoices(filters, field, select, rows);
    changed();
  };
  const selects = filters.fields.map((field) => [field, el("select", {
    "data-filter": field.key,
    change: (event) => {
      if (event.target.value === "") filters.chosen.delete(field.key);
      else filters.chosen.set(field.key, event.target.value);
      refresh();
    },
  })]);
  const words = el("input", {
    type: "search", value: filters.words, "data-filter": "words",
    input: (event) => { filters.words = event.target.value; refresh(); },
  });
  const reset = () => {
    filters.chosen.clear();
    filters.words = words.value = "";
    refresh();
  };
  for (const [field, select] of selects) fillChoices(filters, field, select, rows);
  return el("form", { class: "filters", role: "search", submit: (event) => event.preventDefault() },
    selects.map(([field, select]) => el("label", {}, el("span", {}, field.label()), select)),
    el("label", { class: "grow" }, el("span", {}, t("ui.search")), words),
    button(t("ui.reset"), reset));
}

// Each choice tells how many rows it would leave, the other filters as they are.
function fillChoices(filters, field, select, rows) {
  const left = rows.filter((row) => passes(filters, row, field));
  const counts = new Map([...groupBy(left, field.values)].map(([value, found]) => [value, found.length]));
  const all = [...new Set(rows.flatMap(field.values))];
  const order = field.order ?? [];
  const place = (value) => (order.includes(value) ? order.indexOf(value) : order.length);
  const byName = (a, b) => (field.name(a) < field.name(b) ? -1 : 1);
  all.sort((a, b) => place(a) - place(b) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || byName(a, b));
  const chosen = filters.chosen.get(field.key) ?? "";
  select.replaceChildren(
    el("option", { value: "" }, `${t("ui.any")} (${left.length})`),
    ...all.map((value) => el("option", { value }, `${field.name(value)} (${counts.get(value) ?? 0})`)));
  select.value = chosen;
}
