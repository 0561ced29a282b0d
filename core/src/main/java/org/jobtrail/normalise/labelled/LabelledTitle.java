package org.jobtrail.normalise.labelled;

import java.util.List;

/// A title whose concepts somebody named.
///
/// @param key equal for titles that mean the same, such as the words of a
///     {@link org.jobtrail.normalise.TitleKey}: never split between folds
/// @param title as written
/// @param concepts numbers from 0, ascending, each once, at least one; each is as right as another
/// @param weight above 0; 1 for an ordinary title
/// @param labels what the labels alone say of this title
public record LabelledTitle(
    String key, String title, List<Integer> concepts, double weight, LabelScores labels) {
  public LabelledTitle {
    concepts = List.copyOf(concepts);
    if (concepts.isEmpty()) {
      throw new IllegalArgumentException("\"" + title + "\" has no concept");
    }
    for (int i = 0; i < concepts.size(); i++) {
      if (concepts.get(i) < 0 || (i > 0 && concepts.get(i) <= concepts.get(i - 1))) {
        throw new IllegalArgumentException(
            "concepts of \"" + title + "\" must ascend from 0 or more, found " + concepts);
      }
    }
    if (!(weight > 0) || weight == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "the weight of \"" + title + "\" must be above 0 and finite, found " + weight);
    }
  }
}
