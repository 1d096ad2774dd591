// The frame around all views: title, navigation, language and theme, and which view the address names.

const THEMES = ["light", "dark"];
const views = new Map();
let frame = null;
let heading = null;

function applyTheme(theme) {
  document.documentElement.style.colorScheme = theme ?? "light dark";
}

function isDark() {
  const chosen = document.documentElement.style.colorScheme;
  return chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

function switchTheme() {
  const theme = isDark() ? "light" : "dark";
  applyTheme(theme);
  remember("theme", theme);
  for (const view of views.values()) view.themed?.();
}

function switchLanguage() {
  language = language === "ja" ? "en" : "ja";
  remember("language", language);
  drawShell();
}

function address() {
  const [view, ...rest] = location.hash.slice(1).split("/").map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  return { view: views.has(view) ? view : [...views.keys()][0], rest: rest.join("/") };
}

function href(view, rest) {
  return `#${view}${rest ? `/${encodeURIComponent(rest)}` : ""}`;
}

function drawShell() {
  document.documentElement.lang = language;
  const links = [...views].map(([id]) => el("a", { href: href(id), "data-view": id }, t(`nav.${id}`)));
  frame.replaceChildren(
    el("a", { class: "skip", href: "#main", click: skip }, t("nav.skip")),
    el("header", { class: "top" },
      el("div", { class: "bar" },
        heading.home ? el("a", { class: "home", href: heading.home }, t("nav.index")) : null,
        el("h1", { lang: "ja" }, heading.title ?? t("nav.index")),
        el("div", { class: "tools" },
          button(t("ui.language"), switchLanguage, { lang: language === "ja" ? "en" : "ja" }),
          button(t("ui.theme"), switchTheme)),
      ),
      links.length > 1 ? el("nav", { "aria-label": t("nav.views") }, links) : null),
    el("main", { id: "main", tabindex: "-1" }),
  );
  for (const view of views.values()) view.section = null;
  route();
}

function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function route() {
  const { view: id, rest } = address();
  const view = views.get(id);
  if (!view.section) {
    view.section = el("section", { class: `view view-${id}`, "aria-label": t(`nav.${id}`) });
    document.getElementById("main").append(view.section);
    view.draw(view.section);
  }
  for (const [name, other] of views) if (other.section) other.section.hidden = name !== id;
  for (const link of frame.querySelectorAll("nav a")) {
    if (link.dataset.view === id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (view.show) view.show(rest);
  else if (document.scrollingElement) document.scrollingElement.scrollTop = 0;
}

function startShell(title, home) {
  frame = document.getElementById("page");
  heading = { title, home };
  applyTheme(remembered("theme", THEMES));
  addEventListener("hashchange", route);
  drawShell();
}
