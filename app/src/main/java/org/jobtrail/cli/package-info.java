/// The command line: thin doors that parse, delegate and print.
///
/// {@link org.jobtrail.cli.JobtrailCli} lists the commands; {@link org.jobtrail.cli.Failures}
/// turns what goes wrong into one line and an exit code.
@NullMarked
package org.jobtrail.cli;

import org.jspecify.annotations.NullMarked;
