package org.jobtrail.extract.llm;

import java.nio.charset.StandardCharsets;
import org.jobtrail.provenance.Sha256;

/// A request as it is sent, and the key under which its reply is kept.
///
/// The body holds text, prompt, schema, model and sampling settings, so its hash is a key of all of
/// them and of nothing else.
///
/// @param body JSON
/// @param key lower-case hexadecimal SHA-256 of the body
/// @param characters of the messages, which are what a server counts as tokens
record ChatRequest(String body, String key, long characters) {
  static ChatRequest of(String body, long characters) {
    return new ChatRequest(body, Sha256.of(body.getBytes(StandardCharsets.UTF_8)), characters);
  }
}
