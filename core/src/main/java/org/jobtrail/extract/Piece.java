package org.jobtrail.extract;

import org.jspecify.annotations.Nullable;

/// What one piece of a job's heading offers: the text before or after its dates, or a line nearby.
///
/// @param title the likeliest title in it, or null
/// @param joined the title with what follows it, right if the employer stands elsewhere, or null
/// @param whole the title with everything that may go with it, or null
/// @param employer the likeliest employer beside that title, or null
/// @param firm the likeliest employer if the title stands elsewhere, or null
/// @param place or null
/// @param labelled the title stands behind a label, "Position: ..."
record Piece(
    @Nullable Phrase title,
    @Nullable Phrase joined,
    @Nullable Phrase whole,
    @Nullable Phrase employer,
    @Nullable Phrase firm,
    @Nullable Phrase place,
    boolean labelled) {
  static final Piece EMPTY = new Piece(null, null, null, null, null, null, false);

  /// The same piece where something else says that its line is the employer's.
  Piece withoutTitle() {
    return new Piece(null, null, null, firm, firm, place, labelled);
  }

  double titleScore() {
    return title == null ? -10 : title.score();
  }
}
