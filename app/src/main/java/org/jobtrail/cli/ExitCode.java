package org.jobtrail.cli;

/// The exit codes that scripts depend on.
final class ExitCode {
  static final int OK = 0;
  static final int BUG = 1;
  static final int USAGE = 2;

  /// Finished, but more was quarantined than tolerated.
  static final int QUARANTINED = 3;

  /// A budget was reached, the state is saved.
  static final int BUDGET = 4;

  static final int QUALITY_GATE = 5;
  static final int INTEGRITY = 6;

  /// A remote was unavailable; the same command resumes.
  static final int REMOTE_UNAVAILABLE = 75;

  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
