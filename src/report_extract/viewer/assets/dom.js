// Builds elements; text only ever becomes a text node, so nothing in a report is read as markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function el(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

function svg(name, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

function button(text, press, properties = {}) {
  return el("button", { type: "button", click: press, ...properties }, text);
}

function chip(text, kind = "") {
  return el("span", { class: `chip ${kind}` }, text);
}

function definitions(pairs) {
  const rows = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return el("dl", {}, rows.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

function read(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

function groupBy(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    for (const name of [key(row)].flat()) {
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(row);
    }
  }
  return groups;
}
