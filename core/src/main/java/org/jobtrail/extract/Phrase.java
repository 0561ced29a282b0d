package org.jobtrail.extract;

/// A stretch of tokens that may be a title, an employer or a place, with how much speaks for it.
///
/// @param first first token
/// @param last one past the last token
/// @param score higher is likelier; below 0 it is hardly one
record Phrase(int first, int last, double score) {}
