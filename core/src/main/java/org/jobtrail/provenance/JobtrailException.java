package org.jobtrail.provenance;

/// A failure whose cause lies outside the program, told in one line: what, where, why, what to do.
///
/// One subtype per decision that a caller makes; the command line turns each into its exit code.
public abstract sealed class JobtrailException extends RuntimeException {
  private JobtrailException(String message, Throwable cause) {
    super(message, cause);
  }

  private JobtrailException(String message) {
    super(message);
  }

  /// Wrong arguments, configuration, paths, rights, or no space left (exit code 2).
  public static final class Usage extends JobtrailException {
    public Usage(String message) {
      super(message);
    }

    public Usage(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// An artefact is not what its manifest says (exit code 6).
  public static final class Integrity extends JobtrailException {
    public Integrity(String message) {
      super(message);
    }
  }

  /// A budget was reached; the state is saved (exit code 4).
  public static final class Budget extends JobtrailException {
    public Budget(String message) {
      super(message);
    }
  }

  /// A remote did not answer; the same command resumes (exit code 75).
  public static final class Unavailable extends JobtrailException {
    public Unavailable(String message) {
      super(message);
    }
  }
}
