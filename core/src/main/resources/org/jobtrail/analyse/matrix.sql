-- Transition matrix of the ten major groups, by the length of the gap.
--
-- What:       pairs by origin and destination major group.
-- Definition: a row of the heat map divides by all pairs with that origin. "No break" is a gap of 0 quarters,
--             "break" one of 1 or more; a gap that is not measured is in neither.
--             The destination mix after a gap is the sum over origins.
-- Source:     section 5 of the trajectory dataset's definitions.
-- Unit:       pair of spells.
-- Policy:     as in transitions.sql.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT gap_length, left(origin, 1) AS origin, left(destination, 1) AS destination, person
FROM pairs;

SELECT gap_length, origin, destination, count(*) AS pairs, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
