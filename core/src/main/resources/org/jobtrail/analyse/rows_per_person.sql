-- Rows per person: how many spells a trajectory has.
--
-- What:       persons by their number of rows.
-- Definition: every row of trajectories.parquet counts, coded or not, dated or not.
-- Source:     JobHop (arXiv 2505.07653) reports the mean and the largest number.
-- Unit:       person.
-- Policy:     none; rows are as the dataset has them.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT count(*) AS rows_of_person, person
FROM spells
GROUP BY person;

SELECT rows_of_person, count(*) AS persons, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
