-- Status scores: the table given with --status.
--
-- What:       a score per ISCO-08 code.
-- Definition: the first two columns; lines whose second column is no number (a header) are left out.
-- Source:     the file, such as ISEI-08 (Ganzeboom 2010).
-- Unit:       score points.
-- Policy:     of a code that stands twice the highest score counts.
CREATE TABLE status AS
SELECT code, max(score) AS score
FROM (
  SELECT trim(column0) AS code, TRY_CAST(trim(column1) AS DECIMAL(12, 3)) AS score
  FROM read_csv(getvariable('status_file'), header = false, all_varchar = true, null_padding = true,
                names = ['column0', 'column1'])
)
WHERE score IS NOT NULL AND regexp_full_match(code, '[0-9]{1,4}')
GROUP BY ALL;

SELECT count(*) AS codes FROM status;
