package org.jobtrail.simulate;

import java.util.List;

/// One job as a résumé tells it: what the gold holds.
///
/// @param title as written, slips and all
/// @param duties may be empty
record Told(
    Job job, String title, String employer, String place, Period period, List<String> duties) {}
