-- Labels: the words for each code, as the dataset has them.
--
-- What:       one label per code.
-- Definition: the first in alphabetical order when a code comes with several.
-- Source:     the taxonomy named in the dataset.
-- Unit:       code.
-- Policy:     none.
SELECT coalesce(CAST(code AS VARCHAR), 'unknown') AS code, min(CAST(label AS VARCHAR)) AS label
FROM read_parquet(getvariable('trajectories'))
WHERE label IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
