package org.jobtrail.predict.language.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jobtrail.provenance.JobtrailException;

/// How a server is asked at `/completions` for the log-probabilities of a prompt's own tokens.
enum Protocol {
  /// vLLM's `prompt_logprobs`: per token an object whose first entry is the prompt's own.
  VLLM("vllm") {
    @Override
    void ask(ObjectNode request) {
      request.put("prompt_logprobs", 0).put("max_tokens", 1);
    }

    @Override
    Optional<List<ScoredToken>> tokens(JsonNode choice) {
      List<ScoredToken> tokens = new ArrayList<>();
      for (JsonNode entry : choice.path("prompt_logprobs")) {
        // Nothing stands before the first token, so nobody can say how probable it was.
        JsonNode own = entry.isNull() ? entry : entry.path(firstName(entry));
        JsonNode log = own.path("logprob");
        JsonNode text = own.path("decoded_token");
        if (log.isNumber() && text.isTextual()) {
          tokens.add(new ScoredToken(text.asText(), log.doubleValue()));
        } else if (!entry.isNull() || !tokens.isEmpty()) {
          return Optional.empty();
        }
      }
      return tokens.isEmpty() ? Optional.empty() : Optional.of(tokens);
    }
  },
  /// `echo` with `logprobs`, as OpenAI's completions had it and others still do.
  ECHO("echo") {
    @Override
    void ask(ObjectNode request) {
      request.put("echo", true).put("logprobs", 1).put("max_tokens", 0);
    }

    @Override
    Optional<List<ScoredToken>> tokens(JsonNode choice) {
      JsonNode texts = choice.path("logprobs").path("tokens");
      JsonNode logs = choice.path("logprobs").path("token_logprobs");
      if (texts.isEmpty() || texts.size() != logs.size()) {
        return Optional.empty();
      }
      List<ScoredToken> tokens = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        if (logs.get(i).isNumber() && texts.get(i).isTextual()) {
          tokens.add(new ScoredToken(texts.get(i).asText(), logs.get(i).doubleValue()));
        } else if (i > 0) {
          return Optional.empty();
        }
      }
      return tokens.isEmpty() ? Optional.empty() : Optional.of(tokens);
    }
  };

  private static final String LLAMA_SERVER = "llama-server";

  private final String word;

  Protocol(String word) {
    this.word = word;
  }

  /// As `--set protocol` has it.
  String word() {
    return word;
  }

  /// Adds what makes the server give log-probabilities.
  abstract void ask(ObjectNode request);

  /// The prompt's tokens but the first; empty when the answer has no log-probabilities.
  abstract Optional<List<ScoredToken>> tokens(JsonNode choice);

  private static String firstName(JsonNode entry) {
    return entry.fieldNames().hasNext() ? entry.fieldNames().next() : "";
  }

  /// @throws JobtrailException.Usage for a name that isn't known, and for llama.cpp's own server
  static Protocol of(String name) {
    if (name.equals(LLAMA_SERVER)) {
      // Token by token it would take hundreds of calls a record, and be wrong where a title's token
      // is not among the most probable that the server lists.
      throw new JobtrailException.Usage(
          "--set protocol=llama-server: gives log-probabilities of next tokens only, never of a"
              + " prompt; serve the model with a server that does (vllm, echo), or score its Hugging"
              + " Face folder here (--model language.prompted)");
    }
    return Stream.of(values())
        .filter(p -> p.word.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new JobtrailException.Usage(
                    "--set protocol: unknown protocol \""
                        + name
                        + "\", known: "
                        + String.join(", ", Stream.of(values()).map(Protocol::word).toList())));
  }
}
