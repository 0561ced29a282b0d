-- All rows: how many spells there are in each group of people.
--
-- What:       the denominator of shares of spells.
-- Definition: every row of trajectories.parquet.
-- Source:     docs/formats.md.
-- Unit:       spell.
-- Policy:     none.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT 'rows' AS what, person
FROM spells;

SELECT what, count(*) AS rows, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
