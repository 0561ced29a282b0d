-- Start years: when the spells begin.
--
-- What:       spells by the calendar year in which they start.
-- Definition: year = start_quarter // 4; a quarter is 4 * year + (quarter - 1).
-- Source:     docs/formats.md.
-- Unit:       spell.
-- Policy:     spells whose start is not known are left out.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT start_quarter // 4 AS year, person
FROM spells
WHERE start_quarter IS NOT NULL;

SELECT year, count(*) AS spells, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
