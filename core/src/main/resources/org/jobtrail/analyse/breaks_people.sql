-- People with a career break.
--
-- What:       persons by whether a gap lies between their spells.
-- Definition: a person has a gap when one of the gaps of breaks.sql is above 0.
-- Source:     section 5 of the trajectory dataset's definitions.
-- Unit:       person.
-- Policy:     a person with no gap seen and one not measured is "not measured"; with fewer than two dated
--             spells there is nothing to measure.
WITH per_person AS (
  SELECT people.person, people.person_group,
         CASE WHEN coalesce(max(gap), 0) > 0 THEN 'a gap'
              WHEN coalesce(sum(follows::INTEGER), 0) = 0 THEN 'fewer than two dated spells'
              WHEN count(*) FILTER (WHERE follows AND gap IS NULL) > 0 THEN 'not measured'
              ELSE 'no gap' END AS outcome
  FROM people
  LEFT JOIN careers ON careers.person = people.person
  GROUP BY people.person, people.person_group
)
SELECT outcome, person_group, count(*) AS persons, count(*) AS people
FROM per_person
GROUP BY ALL
ORDER BY ALL;
