// What is known of the chosen sentence: its claims, relations and entities, each with its rule.

function drawPanel(id) {
  const panel = document.getElementById("panel");
  panel.classList.toggle("open", id !== null);
  panel.replaceChildren(...(id === null ? aboutReport() : aboutSentence(id)).filter(Boolean));
}

function aboutReport() {
  return [
    el("h2", {}, t("ui.report")),
    definitions([
      [t("ui.doc.author"), DOC.author], [t("ui.doc.affiliation"), DOC.affiliation],
      [t("ui.completed"), DOC.completed], [t("ui.source"), DOC.source],
      [t("ui.pipeline"), `${DOC.pipeline.name} ${DOC.pipeline.version} · ${DOC.pipeline.model}`],
      [t("ui.entities"), counted(DATA.entities.length)], [t("ui.relations"), counted(DATA.relations.length)],
      [t("ui.claims"), counted(DATA.claims.length)],
    ]),
    DOC.warnings.length ? el("div", { class: "warnings" }, el("h3", {}, t("ui.warnings")),
      el("ul", {}, DOC.warnings.map((warning) => el("li", {}, warning)))) : null,
    el("p", { class: "hint" }, t("ui.read")),
  ];
}

function counted(count) {
  return count.toLocaleString(language);
}

function aboutSentence(id) {
  const found = { claims: claimsOf.get(id) ?? [], relations: relationsOf.get(id) ?? [], mentions: mentionsOf.get(id) ?? [] };
  const isEmpty = Object.values(found).every((rows) => !rows.length);
  return [
    el("div", { class: "head" }, el("h2", {}, `${t("ui.sentence")} ${id}`),
      button("×", () => choose(null), { class: "close", "aria-label": t("ui.close") })),
    el("div", { class: "live", "aria-live": "polite" },
      isEmpty ? el("p", { class: "hint" }, t("ui.none.sentence")) : null,
      found.claims.map((claim) => claimCard(claim, found.claims.length > 1)),
      found.relations.length ? [el("h3", {}, t("ui.relations")), drawArcs(found.relations),
        el("ol", { class: "relations" }, found.relations.map((relation) => el("li", {}, relationCard(relation))))] : null,
      found.mentions.length ? [el("h3", {}, t("ui.entities")),
        el("ul", { class: "mentions" }, found.mentions.map(mentionRow))] : null),
  ];
}

function claimCard(claim, isPart) {
  return el("section", {
    class: `card claim-${claim.type}`, mouseenter: () => light(claim.id, true), mouseleave: () => light(claim.id, false),
  },
    el("h3", {}, `${t("ui.claim")} `, chip(named("claim", claim.type), `kind has-${claim.type}`),
      claim.certainty ? chip(named("certainty", claim.certainty), `certainty ${claim.certainty}`) : null,
      claim.polarity === "negative" ? chip(t("ui.negative"), "negative") : null),
    isPart ? el("p", { class: "part", lang: "ja" }, claim.text) : null,
    definitions([
      [t("ui.holder"), entityName(claim.holder)],
      [t("ui.likelihood"), claim.likelihood ? named("likelihood", claim.likelihood) : null],
      [t("ui.addressee"), claim.addressee ? entityName(claim.addressee) : null],
      [t("ui.horizon"), claim.horizon ?? null],
      [t("ui.condition"), claim.condition ? el("span", { class: "condition", lang: "ja" }, claim.condition) : null],
      [t("ui.cue"), claim.cue ? el("span", { class: "cue", lang: "ja" }, claim.cue) : null],
      [t("ui.rule"), el("code", {}, claim.rule)],
    ]));
}

function light(id, on) {
  for (const node of sentenceNodes.get(chosen)?.querySelectorAll("[data-marks]") ?? []) {
    if (node.dataset.marks.split(" ").some((mark) => mark.startsWith(`${id}.`))) node.classList.toggle("lit", on);
  }
}

// One line for lists and for those who hear the page: who, to whom, what is done.
function relationWords(relation) {
  return `${mentionWords(relation.subject)} → ${mentionWords(relation.object)}: ${named("relation", relation.type)}`;
}

function relationCard(relation) {
  const marks = [
    chip(named("relation", relation.type), `kind ${family(relation)}`),
    chip(named("status", relation.status), `status ${relation.status}`),
    relation.polarity === "negative" ? chip(t("ui.negative"), "negative") : null,
  ];
  return el("div", {
    class: "relation", mouseenter: () => light(relation.id, true), mouseleave: () => light(relation.id, false),
  },
    el("p", { class: "pairing", lang: "ja" }, el("b", {}, mentionWords(relation.subject)), " → ",
      el("b", {}, mentionWords(relation.object))),
    el("p", { class: "chips" }, marks),
    definitions([
      [t("ui.trigger"), el("span", { lang: "ja" }, relation.trigger)],
      [t("ui.theme.of"), relation.theme ? el("span", { lang: "ja" }, relation.theme) : null],
      [t("ui.time"), relation.time ? mentionWords(relation.time) : null],
      [t("ui.place"), relation.place ? mentionWords(relation.place) : null],
      [t("ui.confidence"), relation.confidence?.toFixed(2) ?? null],
      [t("ui.rule"), el("code", {}, relation.rule)],
    ]));
}

function mentionRow(mention) {
  return el("li", {},
    el("span", { class: `m m-${typeOf(mention)}`, lang: "ja" }, mention.text),
    mention.entities.map((id) => button(entityWords(id), (event) => lightEntity(id, event.currentTarget),
      { class: "link", "aria-pressed": "false", lang: "ja" })),
    el("code", {}, mention.rule));
}

// Every place in the report where an entity is named or pointed back to.
function lightEntity(id, pressedButton) {
  const on = pressedButton.getAttribute("aria-pressed") !== "true";
  for (const node of document.querySelectorAll("#panel [aria-pressed]")) node.setAttribute("aria-pressed", "false");
  pressedButton.setAttribute("aria-pressed", String(on));
  const ids = new Set(on ? bearers.get(id).map((mention) => mention.id) : []);
  for (const node of document.querySelectorAll("article.report .m")) node.classList.toggle("same", ids.has(node.dataset.m));
}
