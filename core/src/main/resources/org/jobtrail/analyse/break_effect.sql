-- Staying in group, and the effect of breaks on it.
--
-- What:       pairs by the length of the gap between them and by the finest ISCO-08 group they share.
-- Definition: P(same group at level l | gap) = pairs with shared >= l / all pairs with that gap. Staying in group
--             per level is the same over all gaps together.
-- Source:     section 5 of the trajectory dataset's definitions. A difference between gap lengths describes, it
--             does not prove that the break caused it: people with and without breaks differ in other ways.
-- Unit:       pair of spells.
-- Policy:     as in transitions.sql; gaps of 0, 1-2, 3-4, 5-8 and more than 8 quarters.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT gap_length, shared, person
FROM pairs;

SELECT gap_length, shared, count(*) AS pairs, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
