package org.jobtrail.career;

/// JobHop release 2's five levels, lowest first. `NONE` is a level, not a missing value.
public enum EducationLevel {
  NONE("None"),
  SECONDARY("Secondary school"),
  BACHELOR("Bachelor"),
  MASTER("Master"),
  PHD("PhD");

  private final String label;

  EducationLevel(String label) {
    this.label = label;
  }

  /// The string in JobHop's column `university_level`.
  public String label() {
    return label;
  }

  /// @throws IllegalArgumentException if the label is none of the five
  public static EducationLevel ofLabel(String label) {
    for (EducationLevel level : values()) {
      if (level.label.equals(label)) {
        return level;
      }
    }
    throw new IllegalArgumentException(
        "education level must be None, Secondary school, Bachelor, Master or PhD, found \""
            + label
            + '"');
  }
}
