-- Education shares: the highest level of each person.
--
-- What:       persons by JobHop's five levels.
-- Definition: the string "None" is a level; a person whose level is not stated is "not stated".
-- Source:     JobHop release 2, column university_level.
-- Unit:       person.
-- Policy:     none.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT coalesce(education_level, 'not stated') AS education_level, person
FROM people;

SELECT education_level, count(*) AS persons, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
