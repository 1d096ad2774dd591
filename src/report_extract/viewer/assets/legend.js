// The legend: types with their marks, each of which can be switched off and on.

const switchedOff = new Set();
const options = { letters: false, furniture: false };
const SHOWN_CLAIMS = ["ASSESSMENT", "FORECAST", "RECOMMENDATION"];

function drawLegend() {
  const counts = groupBy(DATA.mentions, typeOf);
  const types = [...ENTITY_TYPES, "ANAPHOR"].filter((type) => counts.has(type));
  const claimCounts = groupBy(DATA.claims, (claim) => claim.type);
  const all = (off) => () => {
    for (const type of types) off ? switchedOff.add(type) : switchedOff.delete(type);
    applyLegend();
  };
  return el("details", { class: "legend", open: matchMedia("(min-width: 60rem)").matches },
    el("summary", {}, t("ui.legend")),
    el("p", { class: "hint" }, t("ui.legend.hint")),
    el("ul", {}, types.map((type) => toggle(type, counts.get(type).length,
      el("span", { class: `swatch m m-${type}`, "aria-hidden": "true" }, named("letter", type)), named("entity", type)))),
    el("p", { class: "pair" }, button(t("ui.all"), all(false)), button(t("ui.none"), all(true))),
    el("ul", {}, SHOWN_CLAIMS.filter((type) => claimCounts.has(type)).map((type) => toggle(`claim-${type}`,
      claimCounts.get(type).length, el("span", { class: `swatch has-${type}`, "aria-hidden": "true" }),
      named("claim", type)))),
    check("letters"), check("furniture"));
}

function toggle(type, count, swatch, name) {
  return el("li", {}, el("button", {
    type: "button", "data-type": type, "aria-pressed": String(!switchedOff.has(type)),
    click: () => {
      switchedOff.has(type) ? switchedOff.delete(type) : switchedOff.add(type);
      applyLegend();
    },
  }, swatch, el("span", { class: "name" }, name), el("span", { class: "count" }, String(count))));
}

function check(name) {
  return el("label", { class: "check" }, el("input", {
    type: "checkbox", checked: options[name],
    change: (event) => { options[name] = event.target.checked; applyLegend(); },
  }), t(`ui.${name}`));
}

function applyLegend() {
  const article = document.querySelector("article.report");
  for (const type of [...ENTITY_TYPES, "ANAPHOR", ...SHOWN_CLAIMS.map((claim) => `claim-${claim}`)]) {
    article.classList.toggle(`off-${type}`, switchedOff.has(type));
  }
  for (const [name, on] of Object.entries(options)) article.classList.toggle(`with-${name}`, on);
  for (const node of document.querySelectorAll(".legend [data-type]")) {
    node.setAttribute("aria-pressed", String(!switchedOff.has(node.dataset.type)));
  }
}
