/// Analyses of a trajectory dataset: distributions, job stability, breaks, transitions, mobility.
///
/// {@link org.jobtrail.analyse.Analyser} is the way in: a dataset folder goes in, a folder with one
/// self-contained `report.html`, CSV and SVG files, the SQL and a manifest comes out. Each analysis
/// is a SQL file under `resources/org/jobtrail/analyse` with its definition on top; it gives the
/// cells and who is counted in them. Classes here turn these into numbers with intervals over
/// people (`Bootstrap`), hide small cells so that they can't be computed back (`Suppression`), and
/// only then make tables; charts are drawn from the tables and from nothing else.
///
/// What is not here: building the dataset (`org.jobtrail.dataset`), predicting what comes next.
@NullMarked
package org.jobtrail.analyse;

import org.jspecify.annotations.NullMarked;
