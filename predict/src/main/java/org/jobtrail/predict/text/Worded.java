package org.jobtrail.predict.text;

/// A model to which careers are text.
public interface Worded {
  /// How careers are worded for it, without what it is shown before them.
  CareerText wording();
}
