/// Careers as text, and a decoder language model that reads and writes them: LABOR-LLM.
///
/// In: a panel's people, whose documents `predict.text` writes and `language.token` turns into
/// tokens. Out: {@link org.jobtrail.predict.language.LanguageModel}, a model of what comes next
/// like
/// any other. The network is in `language.decoder`. Read {@link
/// org.jobtrail.predict.language.LanguageTrainer} first. Source: Du et al., arXiv:2406.17972.
@NullMarked
package org.jobtrail.predict.language;

import org.jspecify.annotations.NullMarked;
