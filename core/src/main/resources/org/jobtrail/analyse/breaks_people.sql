-- People with a career break.
--
-- What:       persons by whether a gap lies between their spells.
-- Definition: a person has a gap when one of the gaps of breaks.sql is above 0.
-- Source:     section 5 of the trajectory dataset's definitions.
-- Unit:       person.
-- Policy:     a person with no gap seen and one not measured is "not measured"; with fewer than two dated
--             spells there is nothing to measure.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT CASE WHEN coalesce(max(gap), 0) > 0 THEN 'a gap'
            WHEN coalesce(sum(follows::INTEGER), 0) = 0 THEN 'fewer than two dated spells'
            WHEN count(*) FILTER (WHERE follows AND gap IS NULL) > 0 THEN 'not measured'
            ELSE 'no gap' END AS outcome,
       people.person
FROM people
LEFT JOIN careers ON careers.person = people.person
GROUP BY people.person;

SELECT outcome, count(*) AS persons, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
