-- The entities that each mention stands for: one for a name, each one for an anaphor like 両国
SELECT m.doc_id, m.mention, e.entity, e.type, e.name, e.value, e.iso3166, e.wikidata, e.canonical
FROM mentions m
JOIN (
    SELECT doc_id, mention, entity FROM mentions WHERE entity IS NOT NULL
    UNION
    SELECT doc_id, mention, entity FROM referents
) stands ON stands.doc_id = m.doc_id AND stands.mention = m.mention
JOIN entities e ON e.doc_id = stands.doc_id AND e.entity = stands.entity
