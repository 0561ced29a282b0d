-- Flows between groups at one ISCO-08 level: the table behind top flows and mobility indices.
--
-- What:       pairs by origin and destination group; the coarser levels, the first 1, 2 or 3 digits of both, are sums
--             over these cells.
-- Definition: n(i,j) pairs from group i to j, P(i,j) = n(i,j) / n(i), k groups with at least one pair leaving.
--             Shorrocks trace index   M = (k - sum of P(i,i)) / (k - 1): 0 when nobody leaves a group, 1 when the
--                                     destination does not depend on the origin (all rows equal).
--             Row entropy             H(i) = - sum over j of P(i,j) ln P(i,j), in nats; the table shows the mean over
--                                     pairs, and the same divided by ln k, in 0 to 1.
--             Herfindahl              F(i) = sum over j of P(i,j)^2, 1 when all go to one group; mean over pairs.
--             Corrected for bias      2 t - mean(t*), t the index of the data, t* of the resamples of people; interval
--                                     (basic bootstrap) from 2 t - q(t*, 97.5 %) to 2 t - q(t*, 2.5 %).
--                                     Left out where t lies outside q(t*): the bias is larger than the noise.
-- Source:     Shorrocks 1978, "The measurement of mobility", Econometrica 46; Shannon 1948; Herfindahl 1950; Efron
--             and Tibshirani 1993, "An Introduction to the Bootstrap", chapters 10 and 13.
-- Unit:       pair of spells.
-- Policy:     as in transitions.sql. Stays are part of the matrix; top flows list moves only (i <> j).
CREATE OR REPLACE TEMP VIEW cells AS
SELECT origin, destination, person
FROM pairs;

SELECT left(origin, getvariable('isco_level')) AS origin,
       left(destination, getvariable('isco_level')) AS destination,
       count(*) AS pairs,
       count(DISTINCT person) AS people
FROM cells
GROUP BY ALL
ORDER BY ALL;
