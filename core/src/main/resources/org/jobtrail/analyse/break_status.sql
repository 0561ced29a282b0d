-- Status change by the length of the gap.
--
-- What:       pairs by whether the destination's status score is higher, and the sum of the changes.
-- Definition: change = score(destination) - score(origin), scores by ISCO-08 unit group, else by the nearest group
--             above it (first three, two, one digits, written with zeros or without).
-- Source:     the table given with --status, such as ISEI-08 (Ganzeboom 2010).
-- Unit:       pair of spells; score points.
-- Policy:     as in transitions.sql; pairs with no score on a side are counted as "no score".
CREATE OR REPLACE TEMP VIEW scores AS
SELECT g.isco_group,
       coalesce(max(s.score) FILTER (WHERE s.code = g.isco_group),
                max(s.score) FILTER (WHERE s.code IN (left(g.isco_group, 3), left(g.isco_group, 3) || '0')),
                max(s.score) FILTER (WHERE s.code IN (left(g.isco_group, 2), left(g.isco_group, 2) || '00')),
                max(s.score) FILTER (WHERE s.code IN (left(g.isco_group, 1), left(g.isco_group, 1) || '000'))) AS score
FROM (SELECT origin AS isco_group FROM pairs UNION SELECT destination FROM pairs) AS g
JOIN status AS s ON left(s.code, 1) = left(g.isco_group, 1)
GROUP BY ALL;

CREATE OR REPLACE TEMP VIEW cells AS
SELECT gap_length,
       CASE WHEN d.score > o.score THEN 'up' WHEN d.score < o.score THEN 'down'
            WHEN d.score = o.score THEN 'same' ELSE 'no score' END AS direction,
       -- In thousandths, as whole numbers: a sum of them is the same in any order.
       coalesce(CAST(1000 * (d.score - o.score) AS BIGINT), 0) AS change,
       person
FROM pairs
LEFT JOIN scores AS o ON o.isco_group = pairs.origin
LEFT JOIN scores AS d ON d.isco_group = pairs.destination;

SELECT gap_length, direction, count(*) AS pairs, count(DISTINCT person) AS people, avg(change) / 1000 AS mean_change
FROM cells
GROUP BY ALL
ORDER BY ALL;
