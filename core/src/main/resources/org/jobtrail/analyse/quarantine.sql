-- Documents set aside, by reason.
--
-- What:       documents that could not be used.
-- Definition: the reason that the run gave.
-- Source:     quarantine.parquet of the dataset.
-- Unit:       document.
-- Policy:     these counts are about files, not about careers, and are not suppressed.
SELECT CAST(reason AS VARCHAR) AS reason, count(*) AS documents
FROM read_parquet(getvariable('quarantine'))
GROUP BY ALL
ORDER BY ALL;
