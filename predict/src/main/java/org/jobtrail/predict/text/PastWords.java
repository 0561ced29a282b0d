package org.jobtrail.predict.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.RecordFeatures;

/// What a record line may tell of the records before it: placeholders that no covariate fills.
///
/// A covariate of the same name goes first. A line without the records before it still tells the
/// same, so a document whose oldest lines are left out knows more than it shows; reading back
/// ignores them.
enum PastWords {
  /// `{tenure}`: how many records in a row, up to the one before, have its outcome; 0 for the first
  /// record, 10 for 10 or more.
  TENURE(10) {
    @Override
    int of(RecordFeatures past) {
      return past.tenure();
    }
  },
  /// `{gap}`: periods since the record before; 0 for the first record, 4 for 4 or more.
  GAP(4) {
    @Override
    int of(RecordFeatures past) {
      return past.gap();
    }
  };

  private final int most;

  PastWords(int most) {
    this.most = most;
  }

  abstract int of(RecordFeatures past);

  /// The placeholder's name.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(PastWords::word).toList();
  }

  static Optional<PastWords> of(String name) {
    return Arrays.stream(values()).filter(p -> p.word().equals(name)).findFirst();
  }

  /// In `[0, most]`; the outcome of record t is not looked at.
  int level(PanelPerson person, int t) {
    return Math.min(most, of(RecordFeatures.of(person, t)));
  }

  /// By level: the template's own, otherwise the number, `10 or more` for the last.
  List<String> words(Template template) {
    Map<String, String> own = template.words().getOrDefault(word(), new TreeMap<>());
    return IntStream.rangeClosed(0, most)
        .mapToObj(Integer::toString)
        .map(level -> own.getOrDefault(level, level.equals("" + most) ? most + " or more" : level))
        .map(Titles::normalised)
        .toList();
  }
}
