-- Forecasts with institute, author, likelihood (a band of ICD 203) and horizon: the time the forecast speaks of, as TIMEX3
SELECT c.doc_id, c.claim, r.affiliation AS institute, r.author, r.completed, c.certainty, c.likelihood, c.polarity,
    c.holder, h.name AS holder_name, c."condition", c.horizon, c.text
FROM claims c
JOIN reports r ON r.doc_id = c.doc_id
LEFT JOIN entities h ON h.doc_id = c.doc_id AND h.entity = c.holder_entity
WHERE c.type = 'FORECAST'
