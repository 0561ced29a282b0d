-- Labels by language: the words for each code, as documents of each language have them.
--
-- What:       spells by code, label and language of the document.
-- Definition: the report names a code as in documents of the most frequent language, else as in English ones, else
--             by its most frequent label, the first in alphabetical order of equal ones.
-- Source:     the taxonomy named in the dataset; documents.parquet.
-- Unit:       spell.
-- Policy:     spells without a label are left out.
SELECT coalesce(CAST(t.code AS VARCHAR), 'unknown') AS code,
       CAST(t.label AS VARCHAR) AS label,
       coalesce(CAST(d.language AS VARCHAR), '') AS language,
       count(*) AS spells
FROM read_parquet(getvariable('trajectories')) AS t
LEFT JOIN read_parquet(getvariable('documents')) AS d ON d.document_id = t.document_id
WHERE t.label IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
