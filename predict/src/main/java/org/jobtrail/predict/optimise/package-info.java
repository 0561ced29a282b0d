/// Finding the weights that make a function least: along a line, and downhill with an exact
/// gradient, summed so that no bit depends on the threads.
@NullMarked
package org.jobtrail.predict.optimise;

import org.jspecify.annotations.NullMarked;
