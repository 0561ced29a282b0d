-- Experiences as stated become spells: exact duplicates go, the rest is put in time order, and
-- people are dealt into train, valid and test. docs/formats.md says what the columns mean.
--
-- Reads the table `stated`, one row per experience:
--   person_id, document_number, document_id, experience, title, code, label, isco_group, taxonomy,
--   start_date, start_quarter, start_precision, start_status,
--   end_date, end_quarter, end_precision, end_status, observed_until, education_level,
--   given_split (null: draw one)
-- Makes the tables `copies` (stated, copies counted) and `spells` (what trajectories.parquet holds).
-- $seed is the seed of the split.

-- A copy is the same person, code, title and dates; the first one in the input stays.
CREATE TABLE copies AS
SELECT *, row_number() OVER (
    PARTITION BY person_id, code, title, start_date, start_status, end_date, end_status
    ORDER BY document_number, experience) AS copy
FROM stated;

-- The split: people sorted by a hash of seed and id, cut at 80 and 90 percent.
CREATE TABLE people AS
WITH drawn AS (
  SELECT
    person_id,
    max(given_split) AS given_split,
    max(observed_until) AS observed_until,
    max(list_position(['None', 'Secondary school', 'Bachelor', 'Master', 'PhD'], education_level))
      AS education
  FROM copies
  GROUP BY person_id),
placed AS (
  SELECT
    *,
    row_number() OVER (ORDER BY sha256('$seed:' || person_id), person_id) AS place,
    count(*) OVER () AS people
  FROM drawn)
SELECT
  person_id,
  observed_until,
  ['None', 'Secondary school', 'Bachelor', 'Master', 'PhD'][education] AS education_level,
  CASE
    WHEN given_split IS NOT NULL THEN given_split
    WHEN 10 * place <= 8 * people THEN 'train'
    WHEN 10 * place <= 9 * people THEN 'valid'
    ELSE 'test'
  END AS split
FROM placed;

-- Time order within a person: known starts first, then known ends, then the order of the input.
CREATE TABLE spells AS
SELECT
  c.person_id,
  CAST(row_number() OVER (
    PARTITION BY c.person_id
    ORDER BY c.start_quarter NULLS LAST, c.end_quarter NULLS LAST, c.end_status,
      c.document_number, c.experience) - 1 AS INTEGER) AS spell,
  c.code,
  c.label,
  c.isco_group,
  c.taxonomy,
  c.start_quarter,
  c.end_quarter,
  c.start_precision,
  c.end_precision,
  c.start_status,
  c.end_status,
  p.observed_until,
  p.education_level,
  c.document_id,
  c.experience,
  p.split
FROM copies c
JOIN people p ON p.person_id = c.person_id
WHERE c.copy = 1
ORDER BY c.person_id, spell;
