-- Start years: when the spells begin.
--
-- What:       spells by the calendar year in which they start.
-- Definition: year = start_quarter // 4; a quarter is 4 * year + (quarter - 1).
-- Source:     docs/formats.md.
-- Unit:       spell.
-- Policy:     spells whose start is not known are left out.
WITH per_person AS (
  SELECT start_quarter // 4 AS year, person, person_group, count(*) AS n
  FROM spells
  WHERE start_quarter IS NOT NULL
  GROUP BY ALL
)
SELECT year, person_group, sum(n)::BIGINT AS spells, count(*) AS people
FROM per_person
GROUP BY ALL
ORDER BY ALL;
