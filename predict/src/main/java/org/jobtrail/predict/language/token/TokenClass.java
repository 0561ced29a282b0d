package org.jobtrail.predict.language.token;

/// What a token of a document belongs to, so that a loss can weigh them.
public enum TokenClass {
  /// The opening, the tag and the sentences.
  HEADER,
  /// Period and covariates of a record, up to the colon.
  PROMPT,
  /// A title with the space before it and its line end.
  TITLE,
  /// The document's last line.
  END
}
