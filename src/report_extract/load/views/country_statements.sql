-- Claims about each country that they name, with the date of the report
SELECT ce.iso3166, t.name AS country, substr(r.completed, 1, 7) AS month, r.completed, r.affiliation AS institute,
    c.doc_id, c.claim, c.type, c.certainty, c.polarity, c.holder, c.text
FROM claim_entities ce
JOIN claims c ON c.doc_id = ce.doc_id AND c.claim = ce.claim
JOIN reports r ON r.doc_id = c.doc_id
JOIN canonical_entities t ON t.canonical = ce.canonical
WHERE ce.iso3166 IS NOT NULL
