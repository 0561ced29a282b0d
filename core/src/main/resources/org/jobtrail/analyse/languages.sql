-- Languages: in which languages people wrote.
--
-- What:       persons by the language of their documents.
-- Definition: a person with documents in several languages counts as "several".
-- Source:     documents.parquet of the dataset.
-- Unit:       person.
-- Policy:     persons of documents.parquet who have no spell are left out.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT CASE WHEN count(DISTINCT d.language) > 1 THEN 'several'
            ELSE coalesce(min(d.language), 'not told') END AS language,
       people.person
FROM people
LEFT JOIN read_parquet(getvariable('documents')) AS d ON CAST(d.person_id AS VARCHAR) = people.person_id
GROUP BY people.person;

SELECT language, count(*) AS persons, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
