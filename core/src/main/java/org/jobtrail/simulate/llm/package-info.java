/// A scripted language-model server that knows the truth, and attacks on those who trust one.
///
/// In: what simulated résumés say ([org.jobtrail.simulate.ToldResume]) and a [Scenario]. Out: a
/// server that speaks the OpenAI protocol and answers right, wrong, late or not at all, the same
/// each time, with a log of every request. [AttackResumes] hides and plants instructions in
/// résumés. Read [LlmServer] first, then [Script]. The extraction engine that it tries is not here.
@NullMarked
package org.jobtrail.simulate.llm;

import org.jspecify.annotations.NullMarked;
