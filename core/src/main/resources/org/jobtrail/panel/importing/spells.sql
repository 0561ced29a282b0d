-- Spells become one record per person and period; $per is the number of quarters in a period.
--
-- Reads the tables `spells` (trajectories.parquet) and `studies` (education.parquet, may be empty).
-- A period keeps one occupation: the one with most quarters in it, of these the one begun last.

CREATE TABLE records AS
WITH lasting AS (
  SELECT
    person_id, code, spell, start_quarter,
    -- Ongoing lasts until the person was last seen; an unknown end claims no more than the start.
    greatest(start_quarter, coalesce(
      CASE WHEN end_status = 'ongoing' THEN observed_until ELSE end_quarter END,
      start_quarter)) AS last_quarter
  FROM spells
  WHERE code <> 'unknown' AND start_quarter IS NOT NULL),
spread AS (
  SELECT *, unnest(range(start_quarter // $per, last_quarter // $per + 1)) AS period
  FROM lasting),
chosen AS (
  SELECT *, row_number() OVER (
    PARTITION BY person_id, period
    ORDER BY
      least(last_quarter, $per * period + $per - 1) - greatest(start_quarter, $per * period) DESC,
      start_quarter DESC,
      spell DESC) AS choice
  FROM spread),
-- An education counts from the year in which it ended; undated ones would look ahead.
levels AS (
  SELECT
    person_id,
    list_position(['None', 'Secondary school', 'Bachelor', 'Master', 'PhD'], level) AS level,
    CAST(left(end_date, 4) AS INTEGER) AS since
  FROM studies
  WHERE end_status = 'known'),
reached AS (
  SELECT c.person_id, c.period, max(l.level) AS level
  FROM chosen c
  JOIN levels l ON l.person_id = c.person_id AND l.since <= c.period * $per // 4
  WHERE c.choice = 1
  GROUP BY c.person_id, c.period)
SELECT
  c.person_id, CAST(c.period AS INTEGER) AS period, c.code, c.spell,
  ['None', 'Secondary school', 'Bachelor', 'Master', 'PhD'][r.level] AS education
FROM chosen c
LEFT JOIN reached r ON r.person_id = c.person_id AND r.period = c.period
WHERE c.choice = 1;
