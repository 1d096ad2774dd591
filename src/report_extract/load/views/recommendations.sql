-- Recommendations with the actor they name first, whom most are addressed to
SELECT c.doc_id, c.claim, r.affiliation AS institute, r.completed, a.name AS addressee,
    a.canonical AS addressee_canonical, c.polarity, c.text
FROM claims c
JOIN reports r ON r.doc_id = c.doc_id
LEFT JOIN (
    SELECT ce.*, row_number() OVER (PARTITION BY ce.doc_id, ce.claim ORDER BY ce.first_start, ce.entity) AS place
    FROM claim_entities ce
    WHERE ce.type IN ('GPE', 'ORG', 'MIL', 'PERSON', 'GROUP')
) a ON a.doc_id = c.doc_id AND a.claim = c.claim AND a.place = 1
WHERE c.type = 'RECOMMENDATION'
