-- A made-up trajectories.parquet of any size, for measuring and testing.
--
-- What:       careers with the traps of real ones: overlaps, gaps, unknown codes and ends, ongoing spells, copies.
-- Definition: every draw is a hash of seed, person, spell and a word, so equal seeds give equal files.
-- Source:     sizes like JobHop's (about 4.7 rows per person, 6.9 % unknown, 5 % open-ended); no real row is in it.
-- Unit:       spell.
-- Policy:     not data: nothing may be concluded from it.
CREATE MACRO draw(word, person, spell) AS
  (md5_number_lower(concat(getvariable('seed'), ' ', word, ' ', person, ' ', spell)) % 1000003) / 1000003.0;

COPY (
  WITH persons AS (
    -- Most people have few spells, nobody more than 20; a mean of 4.7.
    SELECT person, least(20, 1 + CAST(floor(-3.75 * ln(1 - draw('spells', person, 0))) AS INTEGER)) AS spells,
           1975 * 4 + CAST(floor(160 * draw('birth', person, 0)) AS INTEGER) AS first_quarter
    FROM range(CAST(getvariable('rows') / 4.25 AS BIGINT)) AS p(person)
  ), drawn AS (
    SELECT person, first_quarter, spell,
           1 + CAST(floor(-9.5 * ln(1 - draw('length', person, spell))) AS INTEGER) AS quarters,
           CASE WHEN draw('break', person, spell) < 0.3
                THEN 1 + CAST(floor(-4 * ln(1 - draw('gap', person, spell))) AS INTEGER)
                WHEN draw('break', person, spell) < 0.4 THEN -2
                ELSE 0 END AS gap,
           -- A person keeps to one unit group for a while: the draw changes only when they move.
           CASE WHEN draw('stay', person, spell // 2) < 0.35 THEN draw('home', person, 0)
                ELSE draw('move', person, spell) END AS occupation,
           draw('known', person, spell) AS known,
           draw('code', person, spell // 3) AS narrow,
           draw('education', person, 0) AS education,
           draw('end', person, spell) AS ending
    FROM persons, range(20) AS s(spell)
    WHERE spell < spells
  ), placed AS (
    SELECT *, first_quarter + coalesce(sum(quarters + gap) OVER (PARTITION BY person ORDER BY spell
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) + greatest(gap, 0) AS start_quarter,
           spell = max(spell) OVER (PARTITION BY person) AS is_last
    FROM drawn
  ), groups AS (
    SELECT isco_group, row_number() OVER (ORDER BY isco_group) - 1 AS number, count(*) OVER () AS groups FROM unit_groups
  )
  SELECT printf('p%07d', person) AS person_id,
         CAST(spell AS INTEGER) AS spell,
         CASE WHEN known < 0.069 THEN 'unknown' ELSE g.isco_group || '.' || CAST(1 + floor(7 * narrow) AS INTEGER) END AS code,
         CASE WHEN known >= 0.069 THEN 'occupation ' || g.isco_group || '.' || CAST(1 + floor(7 * narrow) AS INTEGER) END AS label,
         CASE WHEN known >= 0.069 THEN g.isco_group END AS isco_group,
         'synthetic 1' AS taxonomy,
         CASE WHEN ending < 0.99 THEN CAST(start_quarter AS INTEGER) END AS start_quarter,
         CASE WHEN ending >= 0.02 AND NOT (is_last AND ending < 0.25) AND ending < 0.99
              THEN CAST(start_quarter + quarters - 1 AS INTEGER) END AS end_quarter,
         CASE WHEN ending < 0.99 THEN 'known' ELSE 'unknown' END AS start_status,
         CASE WHEN ending < 0.02 OR ending >= 0.99 THEN 'unknown'
              WHEN is_last AND ending < 0.25 THEN 'ongoing' ELSE 'known' END AS end_status,
         CAST(start_quarter + quarters AS INTEGER) AS observed_until,
         CASE WHEN education < 0.05 THEN 'None' WHEN education < 0.6 THEN 'Secondary school'
              WHEN education < 0.83 THEN 'Bachelor' WHEN education < 0.97 THEN 'Master'
              WHEN education < 0.98 THEN 'PhD' END AS education_level
  FROM placed
  JOIN groups AS g ON g.number = CAST(floor(groups * pow(occupation, 2)) AS INTEGER)
  ORDER BY person, spell
) TO (getvariable('out')) (FORMAT parquet);

SELECT count(*) AS rows FROM read_parquet(getvariable('out'));
