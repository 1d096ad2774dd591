-- Reports that contradict each other: one says that somebody did something to somebody, another that they did not;
-- compare the months, where the reports give them
SELECT t.name AS subject, a.type, o.name AS object,
    a.doc_id AS positive_doc_id, a.relation AS positive_relation, a.status AS positive_status, a.month AS positive_month,
    a.sentence AS positive_sentence,
    b.doc_id AS negative_doc_id, b.relation AS negative_relation, b.status AS negative_status, b.month AS negative_month,
    b.sentence AS negative_sentence
FROM events a
JOIN events b ON b.subject_canonical = a.subject_canonical AND b.object_canonical = a.object_canonical
    AND b.type = a.type AND b.doc_id <> a.doc_id
JOIN canonical_entities t ON t.canonical = a.subject_canonical
JOIN canonical_entities o ON o.canonical = a.object_canonical
WHERE a.polarity = 'positive' AND b.polarity = 'negative'
