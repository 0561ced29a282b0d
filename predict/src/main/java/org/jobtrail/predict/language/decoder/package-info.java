/// Decoder language models on libtorch: token ids in, log probabilities out.
///
/// The Llama family (Llama, Qwen2, Qwen3) and GPT-2, read from and written to the folders of
/// Hugging Face. Read {@link org.jobtrail.predict.language.decoder.DecoderConfig} first, then
/// {@link org.jobtrail.predict.language.decoder.Decoder} (the forward pass), {@link
/// org.jobtrail.predict.language.decoder.TreeScorer} (every title at once), {@link
/// org.jobtrail.predict.language.decoder.DecoderFitting} (training) and {@link
/// org.jobtrail.predict.language.decoder.Checkpoint} (files). Texts, tokenizers and titles are not
/// here: a document is an array of token ids.
@NullMarked
package org.jobtrail.predict.language.decoder;

import org.jspecify.annotations.NullMarked;
