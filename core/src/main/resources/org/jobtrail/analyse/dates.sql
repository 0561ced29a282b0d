-- Dates: what is known of each spell's start and end.
--
-- What:       spells by what can be measured on them.
-- Definition: "both dates" enter durations; these and "ongoing, last seen" enter the survival curve.
-- Source:     docs/formats.md (start_status, end_status, observed_until).
-- Unit:       spell.
-- Policy:     ongoing and unknown ends are never merged.
CREATE OR REPLACE TEMP VIEW cells AS
SELECT CASE WHEN start_quarter IS NULL THEN 'start unknown'
            WHEN end_quarter < start_quarter THEN 'end before start'
            WHEN end_quarter IS NOT NULL THEN 'both dates'
            WHEN end_status <> 'ongoing' THEN 'end unknown'
            WHEN observed_until >= start_quarter THEN 'ongoing, last seen'
            ELSE 'ongoing, never seen again' END AS dates,
       person
FROM spells;

SELECT dates, count(*) AS spells, count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
