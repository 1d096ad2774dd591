// Search in the sentences of all reports, by substring: width and case of letters do not matter.

const SHOWN_HITS = 3;
const plainSentences = new WeakMap();

function sentencesOf(report) {
  if (!plainSentences.has(report)) plainSentences.set(report, report.sentences.map(([, text]) => plain(text)));
  return plainSentences.get(report);
}

// Sentences that hold a word, those with the most of them first.
function hits(report, wanted) {
  if (!wanted.length) return [];
  return sentencesOf(report)
    .map((text, at) => ({ at, score: wanted.filter((word) => text.includes(word)).length }))
    .filter((hit) => hit.score)
    .sort((a, b) => b.score - a.score || a.at - b.at);
}

function drawHit(report, hit, wanted) {
  const [id, text] = report.sentences[hit.at];
  return el("li", {}, el("a", { class: "quote", href: `${report.file}#text/${encodeURIComponent(id)}` }, marked(text, wanted)));
}

// The words where they stand; where plain text has another length than the text, none is marked.
function marked(text, wanted) {
  const even = plain(text);
  if (even.length !== text.length) return text;
  const parts = [];
  let at = 0;
  while (at < text.length) {
    const found = wanted.map((word) => ({ word, place: even.indexOf(word, at) })).filter((one) => one.place >= 0)
      .sort((a, b) => a.place - b.place)[0];
    if (!found) break;
    parts.push(text.slice(at, found.place), el("mark", {}, text.slice(found.place, found.place + found.word.length)));
    at = found.place + found.word.length;
  }
  return [...parts, text.slice(at)];
}
