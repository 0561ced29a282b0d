-- All rows: how many spells there are in each group of people.
--
-- What:       the denominator of shares of spells.
-- Definition: every row of trajectories.parquet.
-- Source:     docs/formats.md.
-- Unit:       spell.
-- Policy:     none.
SELECT 'rows' AS what, person_group, count(*) AS rows, count(DISTINCT person) AS people
FROM spells
GROUP BY ALL
ORDER BY ALL;
