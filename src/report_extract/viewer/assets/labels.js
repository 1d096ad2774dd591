// Words of the page in Japanese and English.

const LABELS = new Map(Object.entries(read("labels")));
const LANGUAGES = ["ja", "en"];
let language = remembered("language", LANGUAGES) ?? document.documentElement.lang;

function t(key) {
  const pair = LABELS.get(key);
  return pair ? pair[LANGUAGES.indexOf(language)] : key;
}

// The name of a value of the contract, the value itself where it has none.
function named(kind, value) {
  return LABELS.has(`${kind}.${value}`) ? t(`${kind}.${value}`) : String(value);
}

// Storage may be refused to a page opened from disk; then nothing is remembered.
function remembered(name, allowed) {
  try {
    const value = localStorage.getItem(`report-extract.${name}`);
    return allowed.includes(value) ? value : null;
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(`report-extract.${name}`, value);
  } catch {
    // As above.
  }
}
