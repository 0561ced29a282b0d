package org.jobtrail.simulate.llm;

import java.util.Locale;

/// Values of `response_format.type` that a server may know; plain text needs none.
public enum ResponseFormat {
  JSON_SCHEMA,
  JSON_OBJECT;

  /// The word of the protocol, such as `json_schema`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
