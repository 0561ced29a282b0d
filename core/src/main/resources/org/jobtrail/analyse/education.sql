-- Education shares: the highest level of each person.
--
-- What:       persons by JobHop's five levels.
-- Definition: the string "None" is a level; a person whose level is not stated is "not stated".
-- Source:     JobHop release 2, column university_level.
-- Unit:       person.
-- Policy:     none.
SELECT coalesce(education_level, 'not stated') AS education_level,
       person_group,
       count(*) AS persons,
       count(*) AS people
FROM people
GROUP BY ALL
ORDER BY ALL;
