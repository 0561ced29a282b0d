-- Durations: how long spells with both dates lasted.
--
-- What:       spells by their length.
-- Definition: inclusive quarters, 4 (y2 - y1) + (q2 - q1) + 1 = end_quarter - start_quarter + 1;
--             a spell that starts and ends in one quarter lasts 1.
-- Source:     JobHop (arXiv 2505.07653); docs/vocabulary.md, duration.
-- Unit:       spell.
-- Policy:     only spells with both dates and an end not before the start. Ongoing spells are missing
--             here, so these lengths are too short as a picture of stability: see survival.sql.
WITH per_person AS (
  SELECT end_quarter - start_quarter + 1 AS quarters, person, person_group, count(*) AS n
  FROM spells
  WHERE end_quarter >= start_quarter
  GROUP BY ALL
)
SELECT quarters, person_group, sum(n)::BIGINT AS spells, count(*) AS people
FROM per_person
GROUP BY ALL
ORDER BY ALL;
