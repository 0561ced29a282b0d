-- People and spells: the two tables that every analysis reads.
--
-- What:       people numbers the persons from 0 in an order drawn from the seed; spells is trajectories.parquet with
--             that number beside each row.
-- Definition: the number decides in which of at most 1,000 groups a person is resampled: person % 1000. With 1,000
--             persons or fewer each is a group of its own. Groups hold whole persons, so a resample of groups is
--             a resample of persons.
-- Source:     docs/formats.md (trajectories.parquet); Efron and Tibshirani 1993, chapter 8, for resampling whole clusters.
-- Unit:       person; spell.
-- Policy:     no row is dropped here. A code that is missing counts as "unknown".
CREATE TABLE people AS
WITH persons AS (
  SELECT CAST(person_id AS VARCHAR) AS person_id,
         max(CAST(education_level AS VARCHAR)) AS education_level
  FROM read_parquet(getvariable('trajectories'))
  GROUP BY ALL
), numbered AS (
  SELECT *,
         row_number() OVER (ORDER BY md5_number_lower(getvariable('seed') || ':' || person_id), person_id) - 1 AS person
  FROM persons
)
SELECT person_id,
       CAST(person AS INTEGER) AS person,
       education_level
FROM numbered;

-- Codes repeat, so they are kept as numbers with a list of names: sorting and grouping are faster for it.
CREATE TYPE code_name AS ENUM (
  SELECT DISTINCT coalesce(CAST(code AS VARCHAR), 'unknown') AS name
  FROM read_parquet(getvariable('trajectories'))
  ORDER BY name
);

CREATE TYPE unit_group AS ENUM (
  SELECT DISTINCT CAST(isco_group AS VARCHAR) AS name
  FROM read_parquet(getvariable('trajectories'))
  WHERE regexp_full_match(isco_group, '[0-9]{4}')
  ORDER BY name
);

CREATE TYPE status_name AS ENUM (
  SELECT DISTINCT coalesce(CAST(end_status AS VARCHAR), 'unknown') AS name
  FROM read_parquet(getvariable('trajectories'))
  ORDER BY name
);

CREATE TABLE spells AS
SELECT people.person,
       CAST(t.spell AS INTEGER) AS spell,
       CAST(coalesce(CAST(t.code AS VARCHAR), 'unknown') AS code_name) AS code,
       -- Null also when the group is not four digits.
       CASE WHEN t.code <> 'unknown' THEN TRY_CAST(t.isco_group AS unit_group) END AS isco_group,
       CAST(t.start_quarter AS INTEGER) AS start_quarter,
       CAST(t.end_quarter AS INTEGER) AS end_quarter,
       CAST(coalesce(CAST(t.end_status AS VARCHAR), 'unknown') AS status_name) AS end_status,
       CAST(t.observed_until AS INTEGER) AS observed_until
FROM read_parquet(getvariable('trajectories')) AS t
JOIN people ON people.person_id = CAST(t.person_id AS VARCHAR);

SELECT (SELECT count(*) FROM spells) AS rows,
       (SELECT count(*) FROM people) AS people;
