package org.jobtrail.panel;

/// What a person can be in a period: an occupation, or a status such as `education`.
///
/// @param code as the panel has it
/// @param title for people to read; the code where there is none
/// @param status not an occupation: in education, out of work
public record Outcome(String code, String title, boolean status) {
  public Outcome {
    if (code.isBlank()) {
      throw new IllegalArgumentException("an outcome's code must not be blank");
    }
  }
}
