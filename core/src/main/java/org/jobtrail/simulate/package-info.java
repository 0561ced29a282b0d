/// A population with known truth: made-up careers over ISCO-08 unit groups, and the résumés that
/// tell them.
///
/// In: a number of people and a seed. Out: true trajectories, the true probability of every yearly
/// step, résumés in several languages, layouts and formats, and the gold that scores an extractor.
/// Read {@link org.jobtrail.simulate.TrueProcess} first, which states the process with its
/// formulas, then {@link org.jobtrail.simulate.Simulation}, which writes it all. Nothing here
/// reads documents.
@NullMarked
package org.jobtrail.simulate;

import org.jspecify.annotations.NullMarked;
