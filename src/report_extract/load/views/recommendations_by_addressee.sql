-- How many recommendations are made to whom (null: to nobody by name), in how many reports of how many institutes
SELECT t.name AS addressee, t.type, count(*) AS recommendations, count(DISTINCT r.doc_id) AS reports,
    count(DISTINCT r.institute) AS institutes
FROM recommendations r
LEFT JOIN canonical_entities t ON t.canonical = r.addressee_canonical
GROUP BY t.canonical, t.name, t.type
