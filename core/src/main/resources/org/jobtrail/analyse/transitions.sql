-- Transitions: consecutive pairs of spells, and how many rows each policy leaves.
--
-- What:       one row per pair of spells that follow each other in a career, after the policy switches.
-- Definition: spells in the order of their start (then as the dataset numbers them); a pair is a spell and
--             the next one. `shared` is the finest ISCO-08 level whose group both share: 4 unit group, 3, 2, 1, or 0.
-- Source:     section 5 of the trajectory dataset's definitions.
-- Unit:       pair of spells.
-- Policy:     switches, each stated in the output with the rows it takes:
--             unknown (keep, drop-pairs: pairs with an unknown side go; drop-rows: unknown spells go before pairing,
--             so that their neighbours become a pair), drop_duplicates (same person, code, start and end),
--             drop_same_quarter (both start in one quarter, their order is not known), drop_self (same code).
CREATE TABLE copies AS
SELECT row_of_careers
FROM (
  SELECT rowid AS row_of_careers,
         row_number() OVER (PARTITION BY person, start_quarter, end_quarter, end_status, code ORDER BY spell) AS copy
  FROM careers
  WHERE shares_start AND getvariable('drop_duplicates')
)
WHERE copy > 1;

CREATE TEMP VIEW ordered AS
SELECT careers.*,
       row_of_careers IS NOT NULL AS is_copy,
       row_of_careers IS NULL AND getvariable('unknown') = 'drop-rows' AND isco_group IS NULL AS is_unknown
FROM careers
LEFT JOIN copies ON row_of_careers = careers.rowid;

CREATE TABLE followers AS
WITH following AS (
  SELECT person,
         lag(code) OVER career AS origin_code, code AS destination_code,
         lag(isco_group) OVER career AS origin, isco_group AS destination,
         lag(start_quarter) OVER career AS origin_start, start_quarter AS destination_start,
         gap
  FROM ordered
  WHERE NOT is_copy AND NOT is_unknown
  WINDOW career AS (PARTITION BY person ORDER BY start_quarter, spell)
)
SELECT person, origin, destination, gap,
       CASE WHEN origin_code IS NULL THEN 'first in a career'
            WHEN getvariable('unknown') = 'drop-pairs' AND (origin IS NULL OR destination IS NULL) THEN 'pair with an unknown occupation'
            WHEN getvariable('drop_same_quarter') AND origin_start = destination_start
            THEN 'pair starting in one quarter'
            WHEN getvariable('drop_self') AND origin_code = destination_code
            THEN 'pair with one code on both sides'
            WHEN origin IS NULL OR destination IS NULL THEN 'kept, without ISCO group on a side'
            ELSE 'kept' END AS fate
FROM following;

CREATE TABLE pairs AS
SELECT person, origin, destination,
       CASE WHEN origin = destination THEN 4
            WHEN left(origin, 3) = left(destination, 3) THEN 3
            WHEN left(origin, 2) = left(destination, 2) THEN 2
            WHEN left(origin, 1) = left(destination, 1) THEN 1
            ELSE 0 END AS shared,
       CASE WHEN gap IS NULL THEN 'not measured'
            WHEN gap = 0 THEN '0'
            WHEN gap <= 2 THEN '1-2'
            WHEN gap <= 4 THEN '3-4'
            WHEN gap <= 8 THEN '5-8'
            ELSE '> 8' END AS gap_length
FROM followers
WHERE fate = 'kept';

-- Where every row of the dataset went: each is dropped, opens a career, or ends a pair.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT 'start unknown' AS fate, person FROM spells WHERE start_quarter IS NULL
UNION ALL
SELECT CASE WHEN is_copy THEN 'exact duplicate' ELSE 'unknown occupation' END, person
FROM ordered WHERE is_copy OR is_unknown
UNION ALL
SELECT fate, person
FROM followers;

SELECT fate, count(*) AS rows, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
