-- Labels: the words for each code, as the dataset has them.
--
-- What:       one label per code.
-- Definition: the first in alphabetical order when a code comes with several.
-- Source:     the taxonomy named in the dataset.
-- Unit:       code.
-- Policy:     none.
SELECT code, min(label) AS label
FROM spells
WHERE label IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
