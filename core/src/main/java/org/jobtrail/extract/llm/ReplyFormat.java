package org.jobtrail.extract.llm;

/// How a server is held to the reply's form, the strictest first.
enum ReplyFormat {
  /// The server enforces the JSON schema.
  SCHEMA("json_schema"),
  /// The server enforces JSON; the prompt holds the schema.
  JSON("json_object"),
  /// Only the prompt asks for it.
  PROMPT("prompt");

  private final String word;

  ReplyFormat(String word) {
    this.word = word;
  }

  /// As manifests say it.
  String word() {
    return word;
  }
}
