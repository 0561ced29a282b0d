package org.jobtrail.predict.text;

/// A text that is no document of the template: the line, from 1, and what is wrong with it.
public final class UnreadableDocument extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final String why;

  UnreadableDocument(int line, String why) {
    super("line " + line + ": " + why);
    this.line = line;
    this.why = why;
  }

  public int line() {
    return line;
  }

  public String why() {
    return why;
  }
}
