-- Languages: in which languages people wrote.
--
-- What:       persons by the language of their documents.
-- Definition: a person with documents in several languages counts as "several".
-- Source:     documents.parquet of the dataset.
-- Unit:       person.
-- Policy:     persons of documents.parquet who have no spell are left out.
WITH per_person AS (
  SELECT people.person_group,
         CASE WHEN count(DISTINCT d.language) > 1 THEN 'several'
              ELSE coalesce(min(d.language), 'not told') END AS language
  FROM people
  LEFT JOIN read_parquet(getvariable('documents')) AS d ON CAST(d.person_id AS VARCHAR) = people.person_id
  GROUP BY people.person, people.person_group
)
SELECT language, person_group, count(*) AS persons, count(*) AS people
FROM per_person
GROUP BY ALL
ORDER BY ALL;
