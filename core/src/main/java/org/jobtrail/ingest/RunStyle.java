package org.jobtrail.ingest;

import org.jspecify.annotations.Nullable;

/// How a word processor shows a run of text, as far as that decides whether it can be read.
///
/// Null means that the style above decides.
///
/// @param hidden marked as hidden
/// @param ink luminance of the text; NaN when automatic, which is always readable
/// @param ground luminance behind it; NaN when not known
/// @param points size of the text
record RunStyle(
    @Nullable Boolean hidden,
    @Nullable Double ink,
    @Nullable Double ground,
    @Nullable Double points) {
  static final RunStyle NONE = new RunStyle(null, null, null, null);

  /// This style over one that it inherits from.
  RunStyle over(RunStyle below) {
    return new RunStyle(
        hidden == null ? below.hidden : hidden,
        ink == null ? below.ink : ink,
        ground == null ? below.ground : ground,
        points == null ? below.points : points);
  }

  /// Why a reader can't see it; null when one can.
  HiddenText.@Nullable Reason reason() {
    if (hidden != null && hidden) {
      return HiddenText.Reason.HIDDEN_MARKUP;
    }
    if (points != null && points < 2) {
      return HiddenText.Reason.TINY;
    }
    if (ink != null && !Look.isReadable(ink, ground == null ? Look.WHITE : ground)) {
      return HiddenText.Reason.WHITE;
    }
    return null;
  }
}
