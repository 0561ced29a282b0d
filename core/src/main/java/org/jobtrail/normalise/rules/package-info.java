/// Decisions of people about titles, which win over every normaliser. {@link
/// org.jobtrail.normalise.rules.Rules} is the versioned file of them, {@link
/// org.jobtrail.normalise.rules.RuleNormaliser} answers with them. How decisions are asked for and
/// come back is in `review`.
@NullMarked
package org.jobtrail.normalise.rules;

import org.jspecify.annotations.NullMarked;
