// Forecasts at a glance: how sure across when; each dot is a forecast and leads to its sentence.

const LIKELIHOODS = [
  "almost_certain", "very_likely", "likely", "roughly_even", "unlikely", "very_unlikely", "almost_no_chance",
];

function drawForecasts(found) {
  if (!found.length) return el("div");
  const isGraded = found.some((claim) => claim.likelihood);
  const gradeOf = (claim) => (isGraded ? claim.likelihood ?? claim.certainty : claim.certainty);
  const kind = (grade) => (CERTAINTIES.includes(grade) ? "certainty" : "likelihood");
  const order = [...LIKELIHOODS, ...CERTAINTIES];
  const place = (grade) => (order.includes(grade) ? order.indexOf(grade) : order.length);
  const grades = isGraded
    ? [...new Set(found.map(gradeOf))].sort((a, b) => place(a) - place(b))
    : CERTAINTIES;
  const periods = [...new Set(found.map(period))].sort();
  const cell = (grade, when) => el("td", {}, el("div", { class: "dots" }, found
    .filter((claim) => gradeOf(claim) === grade && period(claim) === when)
    .map((claim) => el("a", {
      class: `dot ${claim.polarity}`, href: href("text", claim.sentence), title: claim.text,
      "aria-label": `${named("certainty", claim.certainty ?? "")}: ${claim.text}`,
    }))));
  return el("figure", {},
    el("figcaption", {}, el("h2", {}, t("ui.forecasts")), el("p", { class: "hint" }, t("ui.forecasts.hint"))),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("ui.forecasts") },
      el("table", { class: "matrix" },
        el("thead", {}, el("tr", {}, el("td"), periods.map((when) => el("th", { scope: "col" }, periodName(when))))),
        el("tbody", {}, grades.map((grade) => el("tr", {},
          el("th", { scope: "row" }, named(kind(grade), grade)), periods.map((when) => cell(grade, when))))))));
}

// Forecasts fall into the year they come due, or a decade where the text says no more; those without a date stand last.
function period(claim) {
  if (!claim.when) return "none";
  const [first, last] = claim.when.map((day) => day.slice(0, 4));
  return Number(last) - Number(first) > 1 ? `${first}–${last}` : last;
}

function periodName(when) {
  return when === "none" ? t("ui.undated") : when;
}
