// The report as it is laid out; one sentence is chosen at a time, by click or by the arrow keys.

const sentenceNodes = new Map();
let chosen = null;

function drawText(section) {
  sentenceNodes.clear();
  const article = el("article", {
    class: "report", lang: "ja", click: pressed, keydown: moved, mouseover: pointed, mouseout: hideTip,
  }, DATA.blocks.map(drawBlock));
  section.append(
    el("div", { class: "columns" },
      el("aside", { class: "side", "aria-label": t("ui.legend") }, drawLegend(), drawContents()),
      article,
      el("aside", { class: "panel", "aria-label": t("ui.sentence"), id: "panel" })),
    el("div", { class: "tip", id: "tip", role: "tooltip", hidden: true }));
  const first = sentenceNodes.values().next().value;
  if (first) first.tabIndex = 0;
  applyLegend();
  drawPanel(chosen);
}

function drawBlock(block) {
  const isTitle = block.kind === "heading" && block.pieces.some((piece) => piece.s && isOfTitle(words(piece)));
  const tag = block.kind === "heading" ? `h${Math.min(6, 1 + (block.level ?? 1))}` : block.kind === "table" ? "div" : "p";
  return el(tag, { class: `block ${block.kind}${isTitle ? " title" : ""}`, "data-block": block.id },
    block.pieces.map((piece) => (piece.s ? drawSentence(piece) : el("span", { class: "gap" }, piece.gap))));
}

// A title may carry a mark before it, or go on in the next heading.
function isOfTitle(heading) {
  return Boolean(DOC.title) && heading.length > 3 && (heading.endsWith(DOC.title) || DOC.title.startsWith(heading));
}

function words(piece) {
  return piece.parts.flatMap(([, runs]) => runs.map(([text]) => text)).join("").trim();
}

function drawSentence(piece) {
  const kinds = (claimsOf.get(piece.s) ?? []).map((claim) => `has-${claim.type}`);
  const node = el("span", {
    class: ["s", ...kinds].join(" "), role: "button", tabindex: "-1", "aria-pressed": "false", "data-s": piece.s,
  }, piece.parts.map(drawPart));
  sentenceNodes.set(piece.s, node);
  return node;
}

function drawPart([id, runs]) {
  const inside = runs.map(([text, marks]) => {
    if (!marks) return text;
    const kinds = [...new Set(marks.split(" ").map((mark) => mark.split(".").pop()))];
    return el("span", { class: kinds.join(" "), "data-marks": marks }, text);
  });
  const mention = id === null ? null : mentions.get(id);
  if (!mention) return inside;
  const type = typeOf(mention);
  return el("span", { class: `m m-${type}`, "data-m": id, "data-letter": named("letter", type) }, inside);
}

function drawContents() {
  const headings = DATA.blocks.filter((block) => block.kind === "heading");
  const links = headings.flatMap((block) => block.pieces.filter((piece) => piece.s).slice(0, 1).map((piece) =>
    el("li", { class: `level-${block.level ?? 1}` }, el("a", { href: href("text", piece.s), lang: "ja" }, words(piece)))));
  return links.length ? el("nav", { class: "contents", "aria-label": t("ui.contents") },
    el("h2", {}, t("ui.contents")), el("ol", {}, links)) : null;
}

function pressed(event) {
  const node = event.target.closest(".s");
  if (node && getSelection().isCollapsed) go(node.dataset.s);
}

function moved(event) {
  const node = event.target.closest(".s");
  if (!node) return;
  const order = [...sentenceNodes.keys()].filter((id) => sentenceNodes.get(id).offsetParent !== null);
  const at = order.indexOf(node.dataset.s);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1, Enter: at, " ": at }[event.key];
  if (event.key === "Escape") return choose(null);
  if (to === undefined) return;
  event.preventDefault();
  const next = order[Math.max(0, Math.min(order.length - 1, to))];
  go(next);
  sentenceNodes.get(next).focus({ preventScroll: true });
}

// The address names the sentence without a step in the history for each.
function go(id) {
  history.replaceState(null, "", href("text", id));
  choose(id);
  reveal(sentenceNodes.get(id));
}

// Scrolls only where the sentence is not in sight already; on a narrow screen the panel covers the lower half.
function reveal(node) {
  const box = node.getBoundingClientRect();
  const sheet = document.getElementById("panel");
  const bottom = getComputedStyle(sheet).position === "fixed" ? sheet.getBoundingClientRect().top : innerHeight;
  if (box.top < 110 || box.bottom > bottom - 16) node.scrollIntoView({ block: "start" });
}

function choose(id) {
  sentenceNodes.get(chosen)?.setAttribute("aria-pressed", "false");
  chosen = sentenceNodes.has(id) ? id : null;
  const node = sentenceNodes.get(chosen);
  if (node) {
    for (const other of document.querySelectorAll('.s[tabindex="0"]')) other.tabIndex = -1;
    node.tabIndex = 0;
    node.setAttribute("aria-pressed", "true");
  }
  drawPanel(chosen);
}

function showText(id) {
  if (!id) return;
  choose(id);
  const node = sentenceNodes.get(chosen);
  if (!node) return;
  node.closest(".block").classList.add("shown");
  node.focus({ preventScroll: true });
  requestAnimationFrame(() => reveal(node));
}

// Hovering tells what a mention stands for and which rule found it.
function pointed(event) {
  const node = event.target.closest(".m");
  if (!node) return;
  const mention = mentions.get(node.dataset.m);
  const tip = document.getElementById("tip");
  tip.replaceChildren(
    el("strong", { lang: "ja" }, mention.form === "anaphor" ? `${mention.text} → ` : "",
      mention.entities.map(entityName).join("・")),
    el("span", {}, mention.entities.map((id) => {
      const entity = entities.get(id);
      return [named("entity", entity.type), entity.iso3166, entity.value].filter(Boolean).join(" · ");
    }).join(" / ")),
    el("small", {}, `${t("ui.rule")} ${mention.rule}`));
  tip.hidden = false;
  const box = node.getClientRects()[0];
  const left = Math.min(box.left, innerWidth - tip.offsetWidth - 8);
  const above = box.top - tip.offsetHeight - 6;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${above > 0 ? above : box.bottom + 6}px`;
}

function hideTip() {
  document.getElementById("tip").hidden = true;
}
