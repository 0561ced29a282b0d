-- Occupation frequencies: how often each occupation is held.
--
-- What:       spells by ISCO-08 group at level 1 (major) to 4 (unit group), or by ESCO code (level 5).
-- Definition: a group at level l is the first l digits of the unit group, so the counts of a level are sums over
--             the level below; no occupation counts as "unknown" beside the major groups.
-- Source:     ISCO-08 (ILO 2012); ESCO codes begin with their ISCO-08 unit group.
-- Unit:       spell; the people beside it are distinct persons.
-- Policy:     spells without an occupation are one cell of the first level and in no finer one.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT isco_group,
       CASE WHEN isco_group IS NULL THEN 'unknown' ELSE code END AS occupation,
       person
FROM spells;

SELECT left(isco_group, 1) AS major_group,
       left(isco_group, 2) AS sub_major_group,
       left(isco_group, 3) AS minor_group,
       isco_group AS unit_group,
       occupation,
       count(*) AS spells,
       count(DISTINCT person) AS people
FROM cells
GROUP BY ROLLUP (major_group, sub_major_group, minor_group, unit_group, occupation)
ORDER BY ALL;
