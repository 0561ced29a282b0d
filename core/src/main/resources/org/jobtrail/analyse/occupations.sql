-- Occupation frequencies: how often each occupation is held.
--
-- What:       spells by ISCO-08 group at level 1 (major) to 4 (unit group), or by ESCO code (level 5).
-- Definition: a group at level l is the first l digits of the unit group; the variable isco_level says which.
-- Source:     ISCO-08 (ILO 2012); ESCO codes begin with their ISCO-08 unit group.
-- Unit:       spell; the people beside it are distinct persons.
-- Policy:     at level 1 spells without an occupation are a cell of their own, "unknown"; the finer levels leave
--             them out.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT CASE WHEN isco_group IS NULL THEN 'unknown'
            WHEN getvariable('isco_level') = 5 THEN code
            ELSE left(isco_group, getvariable('isco_level')) END AS occupation,
       -- The cell one level up, of which this one is a part.
       CASE WHEN isco_group IS NULL THEN ''
            ELSE left(isco_group, getvariable('isco_level') - 1) END AS part_of,
       person
FROM spells
WHERE isco_group IS NOT NULL OR getvariable('isco_level') = 1;

SELECT occupation, part_of, count(*) AS spells, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
