package org.jobtrail.extract.pseudonym;

/// A stretch of the original text and what stands for it.
///
/// @param start first character in the original text, from 0
/// @param end one past the last
/// @param placeholder such as `[NAME_1]`
public record Replacement(int start, int end, Kind kind, String placeholder) {}
