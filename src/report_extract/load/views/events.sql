-- Who did what to whom: the relations that are events, not states
SELECT * FROM relation_entities WHERE type NOT IN ('HAS_ROLE', 'AFFILIATED_WITH', 'LOCATED_IN')
