package org.jobtrail.normalise;

import org.jobtrail.career.Language;

/// One name of a concept that rankers are given: a surface form of a benchmark, or a label.
///
/// @param id unique among the forms given together
/// @param text as written
/// @param language of the text; undetermined is allowed
/// @param concept URI of the concept that it names
public record Form(String id, String text, Language language, String concept) {}
