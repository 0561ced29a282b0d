-- Durations: how long spells with both dates lasted.
--
-- What:       spells by their length.
-- Definition: inclusive quarters, 4 (y2 - y1) + (q2 - q1) + 1 = end_quarter - start_quarter + 1;
--             a spell that starts and ends in one quarter lasts 1.
-- Source:     JobHop (arXiv 2505.07653); docs/vocabulary.md, duration.
-- Unit:       spell.
-- Policy:     only spells with both dates and an end not before the start. Ongoing spells are missing
--             here, so these lengths are too short as a picture of stability: see survival.sql.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT end_quarter - start_quarter + 1 AS quarters, person
FROM spells
WHERE end_quarter >= start_quarter;

SELECT quarters, count(*) AS spells, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
