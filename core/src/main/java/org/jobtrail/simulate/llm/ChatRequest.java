package org.jobtrail.simulate.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.provenance.Sha256;

/// The body of a `POST /v1/chat/completions`, as far as a scripted model reads it.
///
/// @param hash SHA-256 of the messages as compact JSON, lower-case hexadecimal
/// @param text between the fence lines; the user's whole message when there is no fence
/// @param format `response_format.type`; `text` when the request has none
/// @param characters of all messages
/// @param maxTokens of the reply; `Integer.MAX_VALUE` when the request sets none
record ChatRequest(
    String model,
    String hash,
    String text,
    Fence fence,
    JsonNode format,
    int characters,
    int maxTokens) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BEGIN =
      Pattern.compile("(?m)^-----BEGIN RESUME ([0-9a-f]{16})-----\\r?\\n");

  /// What the fence lines are worth.
  enum Fence {
    /// Their digits are those of the SHA-256 of the text between.
    TRUE,
    /// Their digits are another text's.
    FALSE,
    NONE
  }

  /// The request is none, with what the protocol answers.
  static final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1;

    Unacceptable(String message) {
      super(message);
    }
  }

  /// @throws Unacceptable when it is no chat request
  static ChatRequest read(byte[] body) throws Unacceptable {
    JsonNode root;
    try {
      root = JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new Unacceptable("We could not parse the JSON body of your request.");
    }
    JsonNode messages = root.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw new Unacceptable("Missing required parameter: 'messages'.");
    }
    if (!root.path("model").isTextual()) {
      throw new Unacceptable("you must provide a model parameter");
    }
    StringBuilder user = new StringBuilder();
    int characters = 0;
    for (JsonNode message : messages) {
      String content = content(message);
      characters += content.length();
      // Of a second try, only the first of the user's messages holds the text.
      if (message.path("role").asText().equals("user") && user.isEmpty()) {
        user.append(content);
      }
    }
    String[] text = {user.toString()};
    Fence fence = fenced(text);
    return new ChatRequest(
        root.path("model").asText(),
        Sha256.of(messages.toString()),
        text[0],
        fence,
        root.path("response_format"),
        characters,
        maxTokens(root));
  }

  private static int maxTokens(JsonNode root) {
    JsonNode newer = root.path("max_completion_tokens");
    return (newer.isInt() ? newer : root.path("max_tokens")).asInt(Integer.MAX_VALUE);
  }

  /// About one a four characters.
  int promptTokens() {
    return tokens(characters);
  }

  static int tokens(int characters) {
    return (characters + 3) / 4;
  }

  String formatType() {
    return format.path("type").asText("text");
  }

  private static String content(JsonNode message) {
    JsonNode content = message.path("content");
    if (content.isArray()) {
      StringBuilder parts = new StringBuilder();
      content.forEach(part -> parts.append(part.path("text").asText()));
      return parts.toString();
    }
    return content.asText("");
  }

  /// @param message replaced by what stands between its outermost fence lines
  private static Fence fenced(String[] message) {
    Matcher begin = BEGIN.matcher(message[0]);
    if (!begin.find()) {
      return Fence.NONE;
    }
    int end = message[0].lastIndexOf("\n-----END RESUME " + begin.group(1) + "-----");
    if (end < begin.end() - 1) {
      return Fence.NONE;
    }
    message[0] = message[0].substring(begin.end(), Math.max(begin.end(), end));
    String hash = Sha256.of(message[0]);
    return hash.startsWith(begin.group(1)) ? Fence.TRUE : Fence.FALSE;
  }
}
