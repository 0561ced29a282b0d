-- Labels: the words for each code, as the dataset has them.
--
-- What:       spells by code and label.
-- Definition: the report names a code by its most frequent label, the first in alphabetical order of equal ones.
-- Source:     the taxonomy named in the dataset.
-- Unit:       spell.
-- Policy:     spells without a label are left out. The language is not told.
SELECT coalesce(CAST(code AS VARCHAR), 'unknown') AS code,
       CAST(label AS VARCHAR) AS label,
       '' AS language,
       count(*) AS spells
FROM read_parquet(getvariable('trajectories'))
WHERE label IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
