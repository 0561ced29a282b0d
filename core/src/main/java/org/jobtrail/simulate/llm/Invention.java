package org.jobtrail.simulate.llm;

import java.util.Locale;

/// A value in a reply that neither the document nor the request's text holds, in whatever case.
public record Invention(Field field, String value) {
  public enum Field {
    TITLE,
    EMPLOYER,
    START,
    END;

    /// The key of the reply, such as `title`.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
