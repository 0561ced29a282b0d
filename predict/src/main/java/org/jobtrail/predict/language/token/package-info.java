/// Careers as tokens: tokenizers, a byte-pair trainer, and the titles' tokens in a trie.
///
/// In: {@link org.jobtrail.predict.text.CareerText}. Out: {@link
/// org.jobtrail.predict.language.token.CareerTokens}, a whole document as one token sequence with
/// the places of prompts and titles, and {@link org.jobtrail.predict.language.token.Question}, a
/// prefix with the trie of all that may follow. Read {@link
/// org.jobtrail.predict.language.token.CareerTokenizer} first. No network is known here: whatever
/// reads tokens sees numbers only.
@NullMarked
package org.jobtrail.predict.language.token;

import org.jspecify.annotations.NullMarked;
