package org.jobtrail.extract;

/// A stretch of text that its writer set apart: a line, a cell of it, or a bulleted item.
///
/// @param first first token
/// @param last one past the last token
/// @param bullet a bullet or a dash stands before it
/// @param heading it opens a section
/// @param label it only names what a table's column or the next line holds: "Employer"
/// @param section the section it stands in
/// @param words how many words and numbers
/// @param plainWords lower-case words that carry meaning: many of them make prose
/// @param sentence it ends with a full stop
/// @param verb it begins as duties do: "Managed", "Responsible for"
record Line(
    int first,
    int last,
    boolean bullet,
    boolean heading,
    boolean label,
    Section section,
    int words,
    int plainWords,
    boolean sentence,
    boolean verb) {

  /// Whether it can be part of what stands above a job's duties rather than of the duties.
  boolean isHeaderLike() {
    return !heading
        && !label
        && words <= 14
        && !(sentence && words > 5)
        && !(verb && words > 3)
        && plainWords <= 5;
  }
}
