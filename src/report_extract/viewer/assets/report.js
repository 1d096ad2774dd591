// The page of one report.

function start() {
  views.set("text", { draw: drawText, show: showText });
  if (DATA.claims.length) views.set("claims", { draw: drawClaims });
  if (DATA.relations.length) views.set("relations", { draw: drawRelations, themed: themeGraph });
  if (DATA.timeline.length) views.set("timeline", { draw: drawTimeline });
  for (const id of ["gold", "editions"]) if (DATA[id]) views.set(id, { draw: drawDifferences(id, DATA[id]) });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hideTip(); });
  startShell(DOC.title ?? DOC.id, DATA.home ?? null);
}
