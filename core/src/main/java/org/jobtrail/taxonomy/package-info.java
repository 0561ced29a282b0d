/// Occupations and their labels: ESCO in any version and language, ISCO-08 groups, the starter
/// taxonomy that ships with the project. Read {@link org.jobtrail.taxonomy.Taxonomy} first.
@NullMarked
package org.jobtrail.taxonomy;

import org.jspecify.annotations.NullMarked;
