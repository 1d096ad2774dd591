// The view model of one report, with its records by id.

const DATA = read("data");
const DOC = DATA.doc;
const entities = byId(DATA.entities);
const mentions = byId(DATA.mentions);
const relations = byId(DATA.relations);
const claims = byId(DATA.claims);
const relationsOf = groupBy(DATA.relations, (relation) => relation.sentence);
const claimsOf = groupBy(DATA.claims, (claim) => claim.sentence);
const mentionsOf = groupBy(DATA.mentions, (mention) => mention.sentence);
const bearers = groupBy(DATA.mentions, (mention) => mention.entities);

const ENTITY_TYPES = ["PERSON", "ROLE", "ORG", "GROUP", "GPE", "LOC", "FAC", "MIL", "WEAPON", "LAW", "EVENT", "DATE", "QUANTITY"];
const CLAIM_TYPES = ["FACT", "ASSESSMENT", "FORECAST", "RECOMMENDATION"];
const CERTAINTIES = ["certain", "probable", "possible"];
const STATUSES = ["actual", "expected", "hypothetical", "desired"];
const COOPERATION = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"];
const STATIC = ["HAS_ROLE", "APPOINT", "ELECT", "LEGISLATE", "AFFILIATED_WITH", "LOCATED_IN"];

function byId(rows) {
  return new Map(rows.map((row) => [row.id, row]));
}

function family(relation) {
  if (STATIC.includes(relation.type)) return "static";
  return COOPERATION.includes(relation.type) ? "cooperation" : "conflict";
}

function entityName(id) {
  return id === "author" ? t("ui.author") : entities.get(id)?.name ?? id;
}

// What a mention says, with what it stands for where that is another name.
function mentionWords(id) {
  const mention = mentions.get(id);
  if (!mention) return String(id);
  const names = mention.entities.map(entityName).join("・");
  return names && names !== mention.text ? `${mention.text}（＝${names}）` : mention.text;
}

function entityWords(id) {
  const entity = entities.get(id);
  if (!entity) return String(id);
  const codes = [entity.iso3166, entity.wikidata, entity.value].filter(Boolean);
  return `${entity.name} — ${named("entity", entity.type)}${codes.length ? ` [${codes.join(", ")}]` : ""}`;
}

function typeOf(mention) {
  return mention.form === "anaphor" ? "ANAPHOR" : mention.type;
}

// The days of a span in few characters: a year, a month, a day, or from – to.
function daysWords(days) {
  if (!days) return "";
  const [first, last] = days;
  if (first === last) return first;
  if (first.endsWith("-01-01") && last.endsWith("-12-31")) {
    return first.slice(0, 4) === last.slice(0, 4) ? first.slice(0, 4) : `${first.slice(0, 4)}–${last.slice(0, 4)}`;
  }
  return first.slice(0, 7) === last.slice(0, 7) ? first.slice(0, 7) : `${first.slice(0, 7)}–${last.slice(0, 7)}`;
}
