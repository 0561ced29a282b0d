-- Rows per person: how many spells a trajectory has.
--
-- What:       persons by their number of rows.
-- Definition: every row of trajectories.parquet counts, coded or not, dated or not.
-- Source:     JobHop (arXiv 2505.07653) reports the mean and the largest number.
-- Unit:       person.
-- Policy:     none; rows are as the dataset has them.
SELECT rows_of_person,
       person_group,
       count(*) AS persons,
       count(*) AS people
FROM (SELECT person, person_group, count(*) AS rows_of_person FROM spells GROUP BY ALL)
GROUP BY ALL
ORDER BY ALL;
