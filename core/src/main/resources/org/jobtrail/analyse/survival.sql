-- Job stability: spells by how long they were watched, and whether they ended.
--
-- What:       the counts from which the Kaplan-Meier curve is made.
-- Definition: a spell with both dates ends (event) after end_quarter - start_quarter + 1 quarters; an ongoing
--             one is censored after observed_until - start_quarter + 1 quarters.
--             S(t) = product over u <= t of 1 - d(u) / n(u): d(u) spells end at u, n(u) are at risk, that is
--             entered before u and neither ended nor censored before u. A spell censored at u is at risk at u.
--             Every spell enters at 0, as a document tells it from its start.
-- Source:     Kaplan and Meier 1958; Greenwood 1926 for the standard error.
-- Unit:       spell.
-- Policy:     unknown ends are left out, not censored: nobody knows when they were last seen.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT coalesce(end_quarter, observed_until) - start_quarter + 1 AS quarters,
       CASE WHEN end_quarter IS NOT NULL THEN 'ended' ELSE 'censored' END AS outcome,
       person
FROM spells
WHERE end_quarter >= start_quarter
   OR (end_quarter IS NULL AND end_status = 'ongoing' AND observed_until >= start_quarter);

SELECT quarters, outcome, count(*) AS spells, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
