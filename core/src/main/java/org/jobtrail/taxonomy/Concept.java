package org.jobtrail.taxonomy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jobtrail.career.Language;

/// An occupation or an ISCO-08 group with its labels in all languages.
///
/// @param labels sorted by language, kind and text; may be empty for a group nobody named
public record Concept(OccupationCode occupation, Kind kind, List<Label> labels)
    implements Comparable<Concept> {
  private static final Comparator<Concept> ORDER =
      Comparator.comparing((Concept c) -> c.occupation().code())
          .thenComparing(Concept::kind)
          .thenComparing(c -> c.occupation().uri());

  public Concept {
    labels = sorted(labels) ? List.copyOf(labels) : labels.stream().distinct().sorted().toList();
  }

  /// An ESCO occupation, or one of ISCO-08's four levels.
  public enum Kind {
    MAJOR_GROUP,
    SUB_MAJOR_GROUP,
    MINOR_GROUP,
    UNIT_GROUP,
    OCCUPATION;

    /// The word that files use, such as `unit-group`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The level of an ISCO-08 group by the number of its digits, 1 to 4.
    public static Kind ofGroup(String code) {
      if (!code.matches("\\d{1,4}")) {
        throw new IllegalArgumentException(
            "an ISCO-08 group has one to four digits, found \"" + code + '"');
      }
      return values()[code.length() - 1];
    }
  }

  /// The preferred label in the language, else in English, else in the first language that has one,
  /// else any label, else the code.
  public String preferred(Language language) {
    for (Label.Kind wanted : Label.Kind.values()) {
      Label best = null;
      for (Label label : labels) {
        if (label.kind() == wanted) {
          if (label.language().equals(language)) {
            return label.text();
          }
          if (best == null
              || (label.language().equals(Language.ENGLISH)
                  && !best.language().equals(Language.ENGLISH))) {
            best = label;
          }
        }
      }
      if (best != null) {
        return best.text();
      }
    }
    return occupation.code();
  }

  @Override
  public int compareTo(Concept other) {
    return ORDER.compare(this, other);
  }

  private static boolean sorted(List<Label> labels) {
    for (int i = 1; i < labels.size(); i++) {
      if (labels.get(i - 1).compareTo(labels.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
