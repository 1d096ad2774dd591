-- Recommendations with their addressee, the entity that should do what is recommended, where they name one
SELECT c.doc_id, c.claim, r.affiliation AS institute, r.completed, a.name AS addressee,
    a.canonical AS addressee_canonical, c.polarity, c.text
FROM claims c
JOIN reports r ON r.doc_id = c.doc_id
LEFT JOIN entities a ON a.doc_id = c.doc_id AND a.entity = c.addressee
WHERE c.type = 'RECOMMENDATION'
