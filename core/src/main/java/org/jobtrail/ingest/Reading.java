package org.jobtrail.ingest;

import java.util.List;
import org.jobtrail.career.CareerDate;

/// What a reader of one kind made of a document.
///
/// @param kind the word for {@link Document#kind}
/// @param date the document's own date, as its metadata say
/// @param hasImages whether an empty text may stand in pictures
record Reading(
    String kind, VisibleText text, List<HiddenText> hidden, CareerDate date, boolean hasImages) {
  Reading {
    hidden = List.copyOf(hidden);
  }
}
