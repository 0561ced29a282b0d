package org.jobtrail.simulate.llm;

import java.util.Locale;

/// What can go wrong between a language-model server and its client.
public enum Fault {
  /// Status 429 with `Retry-After`.
  TOO_MANY(Kind.FAILURE),
  /// Status 503.
  UNAVAILABLE(Kind.FAILURE),
  /// Status 500.
  SERVER_ERROR(Kind.FAILURE),
  /// Status 200, and a body that holds an error instead of choices.
  ERROR_BODY(Kind.FAILURE),
  /// The connection is reset before the reply begins.
  RESET_BEFORE(Kind.FAILURE),
  /// The connection is reset in the middle of the reply.
  RESET_DURING(Kind.FAILURE),
  /// The connection is closed in the middle of the reply.
  CLOSED_DURING(Kind.FAILURE),
  /// The whole reply, slowly.
  DRIP(Kind.DELAY),
  /// A job that the document doesn't tell: title, employer and dates invented.
  INVENTED_JOB(Kind.VALUE),
  /// A job's title replaced by one that the document doesn't tell.
  INVENTED_TITLE(Kind.VALUE),
  /// One date replaced by another.
  WRONG_DATE(Kind.VALUE),
  /// The months of a job's start and end exchanged, the years left in place.
  SWAPPED_MONTHS(Kind.VALUE),
  /// A key that the schema requires is left out.
  MISSING_KEY(Kind.SCHEMA),
  /// A value of another type than the schema's.
  WRONG_TYPE(Kind.SCHEMA),
  /// A key that the schema doesn't know.
  EXTRA_KEY(Kind.SCHEMA),
  /// Text that is almost JSON.
  MALFORMED(Kind.SHAPE),
  /// Text that ends early, with `finish_reason` `length`.
  CUT_OFF(Kind.SHAPE),
  /// The same object twice, one after the other.
  DUPLICATE_REPLY(Kind.SHAPE),
  /// A sentence that declines.
  REFUSAL(Kind.SHAPE),
  /// No text at all.
  EMPTY(Kind.SHAPE);

  /// Where a fault sets in.
  enum Kind {
    /// No reply of use; asking again may get one.
    FAILURE,
    DELAY,
    /// Right in form, wrong in what it says.
    VALUE,
    /// JSON that breaks the schema.
    SCHEMA,
    /// Not one JSON object.
    SHAPE
  }

  private final Kind kind;

  Fault(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /// Whether it is drawn anew each time the same messages are asked; else they decide.
  public boolean isTransport() {
    return kind == Kind.FAILURE || kind == Kind.DELAY;
  }

  /// The word that files use, such as `wrong_date`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
