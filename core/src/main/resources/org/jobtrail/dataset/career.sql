-- Spells become CAREER's records: one occupation per person and calendar year.
--
-- Reads the tables `spells` (trajectories.parquet) and `studies` (education.parquet, may be empty).
-- Makes `records`, one row per person and year, and `lines`, one row per person.

CREATE TABLE records AS
WITH lasting AS (
  SELECT
    person_id, split, code, spell, start_quarter, education_level,
    -- Ongoing lasts until the person was last seen; an unknown end claims no more than the start.
    greatest(start_quarter, coalesce(
      CASE WHEN end_status = 'ongoing' THEN observed_until ELSE end_quarter END,
      start_quarter)) AS last_quarter
  FROM spells
  WHERE code <> 'unknown' AND start_quarter IS NOT NULL),
yearly AS (
  SELECT *, unnest(range(start_quarter // 4, last_quarter // 4 + 1)) AS year
  FROM lasting),
chosen AS (
  SELECT *, row_number() OVER (
    PARTITION BY person_id, year
    ORDER BY
      least(last_quarter, 4 * year + 3) - greatest(start_quarter, 4 * year) DESC,
      start_quarter DESC,
      spell DESC) AS choice
  FROM yearly),
-- An education counts from the year in which it ended; undated ones count always.
levels AS (
  SELECT
    person_id,
    list_position(['None', 'Secondary school', 'Bachelor', 'Master', 'PhD'], level) AS level,
    CASE WHEN end_status = 'known' THEN CAST(left(end_date, 4) AS INTEGER) ELSE 0 END AS since
  FROM studies),
reached AS (
  SELECT c.person_id, c.year, max(l.level) AS level
  FROM chosen c
  JOIN levels l ON l.person_id = c.person_id AND l.since <= c.year
  WHERE c.choice = 1
  GROUP BY c.person_id, c.year)
SELECT
  c.person_id, c.split, c.year, c.code,
  CASE
    WHEN c.person_id NOT IN (SELECT person_id FROM levels) THEN c.education_level
    ELSE ['None', 'Secondary school', 'Bachelor', 'Master', 'PhD'][coalesce(r.level, 1)]
  END AS education
FROM chosen c
LEFT JOIN reached r ON r.person_id = c.person_id AND r.year = c.year
WHERE c.choice = 1;

CREATE TABLE lines AS
SELECT
  person_id,
  any_value(split) AS split,
  string_agg(replace(code, ' ', '_'), ' ' ORDER BY year) AS job,
  string_agg(year, ' ' ORDER BY year) AS year,
  string_agg(replace(education, ' ', '_'), ' ' ORDER BY year) AS education
FROM records
GROUP BY person_id;
