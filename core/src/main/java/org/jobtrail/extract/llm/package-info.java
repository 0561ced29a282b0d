/// Experiences from a language model that speaks the OpenAI protocol.
///
/// Comes in: a document's visible text. Goes out: a résumé in which every value was found in that
/// text ({@link org.jobtrail.extract.Grounding}), the path it took and what it cost. Read {@link
/// org.jobtrail.extract.llm.LlmExtractor} first, then {@link org.jobtrail.extract.llm.Caller}: one
/// reads a document, the other gets one reply, from the store or from the server. Not here: what
/// the words of a date mean, and who may see a name.
@NullMarked
package org.jobtrail.extract.llm;

import org.jspecify.annotations.NullMarked;
