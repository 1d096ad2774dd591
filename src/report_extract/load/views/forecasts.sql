-- Forecasts with institute, author and horizon: the latest date named in the forecast that lies after the report's own
SELECT c.doc_id, c.claim, r.affiliation AS institute, r.author, r.completed, c.certainty, c.polarity, c.holder,
    h.name AS holder_name, c."condition", d.horizon, c.text
FROM claims c
JOIN reports r ON r.doc_id = c.doc_id
LEFT JOIN entities h ON h.doc_id = c.doc_id AND h.entity = c.holder_entity
LEFT JOIN (
    SELECT ce.doc_id, ce.claim, max(ce.value) AS horizon
    FROM claim_entities ce
    JOIN reports own ON own.doc_id = ce.doc_id
    WHERE ce.type = 'DATE' AND substr(ce.value, 1, 1) IN ('1', '2')
        AND ce.value > substr(own.completed, 1, length(ce.value))
    GROUP BY ce.doc_id, ce.claim
) d ON d.doc_id = c.doc_id AND d.claim = c.claim
WHERE c.type = 'FORECAST'
