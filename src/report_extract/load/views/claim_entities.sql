-- The entities named within each claim, with the offset of the first place
SELECT c.doc_id, c.claim, me.entity, me.type, me.name, me.value, me.iso3166, me.canonical, min(m.start) AS first_start
FROM claims c
JOIN mentions m ON m.doc_id = c.doc_id AND m.start >= c.start AND m."end" <= c."end"
JOIN mention_entities me ON me.doc_id = m.doc_id AND me.mention = m.mention
GROUP BY c.doc_id, c.claim, me.entity, me.type, me.name, me.value, me.iso3166, me.canonical
