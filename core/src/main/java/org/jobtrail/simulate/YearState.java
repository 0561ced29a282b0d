package org.jobtrail.simulate;

/// What a person is in December of a year.
public sealed interface YearState {
  /// @param group ISCO-08 unit group, four digits
  record Working(String group) implements YearState {}

  /// Without an occupation.
  record Away() implements YearState {}

  static YearState working(String group) {
    return new Working(group);
  }

  static YearState away() {
    return new Away();
  }

  /// The unit group, or `none`.
  default String code() {
    return switch (this) {
      case Working w -> w.group();
      case Away _ -> "none";
    };
  }
}
