-- Who did what to whom by month across reports; names are those of canonical_entities
SELECT e.month, who.name AS subject, e.type, whom.name AS object, e.status, e.polarity,
    count(*) AS times, count(DISTINCT e.doc_id) AS reports
FROM events e
JOIN canonical_entities who ON who.canonical = e.subject_canonical
JOIN canonical_entities whom ON whom.canonical = e.object_canonical
GROUP BY e.month, who.canonical, who.name, e.type, whom.canonical, whom.name, e.status, e.polarity
