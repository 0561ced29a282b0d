-- Career breaks: quarters without a spell between two spells.
--
-- What:       for each spell after a person's first, the gap before it; then gaps by length.
-- Definition: spells sorted by start; gap = start - (running maximum of the ends so far) - 1, when that is
--             above 0. Overlaps and spells within other spells therefore make no break.
-- Source:     section 5 of the trajectory dataset's definitions; docs/vocabulary.md, career break.
-- Unit:       gap, in quarters.
-- Policy:     spells need a known start. An ongoing spell reaches to observed_until, or for good when that is
--             not known. A spell whose end is unknown reaches at least to its start: when nothing known
--             reaches further, the gap after it can't be measured and counts as "not measured", never as a break.
CREATE TABLE careers AS
WITH reaches AS (
  -- Twice the quarter, plus one when the end is unknown: the maximum then prefers "unknown" among equals.
  SELECT *,
         CASE WHEN end_quarter IS NOT NULL THEN 2 * greatest(end_quarter, start_quarter)
              WHEN end_status = 'ongoing' THEN 2 * coalesce(greatest(observed_until, start_quarter), 100000)
              ELSE 2 * start_quarter + 1 END AS reach
  FROM spells
  WHERE start_quarter IS NOT NULL
), reached AS (
  SELECT *,
         max(reach) OVER (career ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached,
         lag(start_quarter) OVER career AS start_before,
         lead(start_quarter) OVER career AS start_after
  FROM reaches
  WINDOW career AS (PARTITION BY person ORDER BY start_quarter, spell)
)
SELECT person, spell, code, isco_group, start_quarter, end_quarter, end_status,
       reached IS NOT NULL AS follows,
       -- Whether another spell of the person starts in the same quarter.
       coalesce(start_before = start_quarter, false) OR coalesce(start_after = start_quarter, false) AS shares_start,
       -- Null for a person's first spell, and when the gap is not measured.
       CASE WHEN reached // 2 >= start_quarter - 1 THEN 0
            WHEN reached % 2 = 0 THEN start_quarter - reached // 2 - 1 END AS gap
FROM reached;

CREATE OR REPLACE TEMP VIEW cells AS
SELECT gap, person
FROM careers
WHERE gap > 0;

SELECT gap, count(*) AS gaps, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
