-- Relations with names: a row for each pair of entities, with the date and month where the report gives one
SELECT r.doc_id, r.relation, r.type, who.name AS subject, who.canonical AS subject_canonical,
    whom.name AS object, whom.canonical AS object_canonical, r."trigger", r.theme, r.status, r.polarity, r.confidence,
    t.value AS date,
    CASE WHEN substr(t.value, 5, 3) IN ('-01', '-02', '-03', '-04', '-05', '-06', '-07', '-08', '-09', '-10', '-11', '-12')
         THEN substr(t.value, 1, 7) END AS month,
    s.text AS sentence
FROM relations r
JOIN mention_entities who ON who.doc_id = r.doc_id AND who.mention = r.subject
JOIN mention_entities whom ON whom.doc_id = r.doc_id AND whom.mention = r.object
JOIN sentences s ON s.doc_id = r.doc_id AND s.sentence = r.sentence
LEFT JOIN mention_entities t ON t.doc_id = r.doc_id AND t.mention = r."time"
