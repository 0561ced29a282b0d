package org.jobtrail.extract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What someone says that a résumé says: strings as written, null where nothing is claimed.
///
/// Nothing of it is believed before {@link Grounding} has found it in the visible text.
public record Claims(List<Experience> experiences, List<Education> education) {
  public static final Claims NONE = new Claims(List.of(), List.of());

  public Claims {
    experiences = List.copyOf(experiences);
    education = List.copyOf(education);
  }

  /// @param start as written: `sept. 2014`
  /// @param end as written: `heden`
  public record Experience(
      @Nullable String title,
      @Nullable String employer,
      @Nullable String place,
      @Nullable String start,
      @Nullable String end) {}

  /// @param programme degree and field as written
  public record Education(
      @Nullable String programme,
      @Nullable String institution,
      @Nullable String start,
      @Nullable String end) {}

  /// The claims of both, in order.
  public Claims with(Claims more) {
    return new Claims(
        java.util.stream.Stream.concat(experiences.stream(), more.experiences.stream()).toList(),
        java.util.stream.Stream.concat(education.stream(), more.education.stream()).toList());
  }
}
