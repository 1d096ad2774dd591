-- Candidates for contradiction, for a reader to judge: claims of two reports that have opposite polarity and share two
-- or more of the things they name, and at least half of all of them (overlap)
WITH things AS (
    SELECT DISTINCT ce.doc_id, ce.claim, ce.canonical
    FROM claim_entities ce
    WHERE ce.type NOT IN ('DATE', 'QUANTITY', 'ROLE')
),
counted AS (
    SELECT c.doc_id, c.claim, c.type, c.polarity, c.text, count(*) AS named
    FROM things t JOIN claims c ON c.doc_id = t.doc_id AND c.claim = t.claim
    GROUP BY c.doc_id, c.claim, c.type, c.polarity, c.text
),
pairs AS (
    SELECT p.doc_id AS p_doc, p.claim AS p_claim, n.doc_id AS n_doc, n.claim AS n_claim, count(*) AS shared
    FROM things p JOIN things n ON n.canonical = p.canonical AND n.doc_id <> p.doc_id
    GROUP BY p.doc_id, p.claim, n.doc_id, n.claim
    HAVING count(*) >= 2
)
SELECT a.doc_id AS positive_doc_id, a.claim AS positive_claim, a.type AS positive_type, a.text AS positive_text,
    b.doc_id AS negative_doc_id, b.claim AS negative_claim, b.type AS negative_type, b.text AS negative_text,
    pairs.shared, 1.0 * pairs.shared / (a.named + b.named - pairs.shared) AS overlap
FROM pairs
JOIN counted a ON a.doc_id = pairs.p_doc AND a.claim = pairs.p_claim AND a.polarity = 'positive'
JOIN counted b ON b.doc_id = pairs.n_doc AND b.claim = pairs.n_claim AND b.polarity = 'negative'
WHERE (a.type = 'RECOMMENDATION') = (b.type = 'RECOMMENDATION') AND 2 * pairs.shared >= a.named + b.named - pairs.shared
