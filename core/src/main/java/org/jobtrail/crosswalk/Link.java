package org.jobtrail.crosswalk;

import java.util.Comparator;

/// One line of a crosswalk: some of the source code's jobs bear the target code.
///
/// @param source text, so that leading zeros stay; not blank
/// @param target likewise
/// @param weight greater than 0, finite; means something only beside the other links of the source
/// @param sourcePart the table marks that only a part of the source belongs to the target
/// @param targetPart the table marks that the source is only a part of the target
public record Link(
    String source, String target, double weight, boolean sourcePart, boolean targetPart)
    implements Comparable<Link> {
  private static final Comparator<Link> ORDER =
      Comparator.comparing(Link::source).thenComparing(Link::target);

  public Link {
    Crosswalk.checkCode(source);
    Crosswalk.checkCode(target);
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "the weight of %s -> %s must be greater than 0 and finite, found %s"
              .formatted(source, target, weight));
    }
  }

  /// The same line read from right to left.
  public Link inverted() {
    return new Link(
        /* source= */ target,
        /* target= */ source,
        weight,
        /* sourcePart= */ targetPart,
        /* targetPart= */ sourcePart);
  }

  @Override
  public int compareTo(Link other) {
    return ORDER.compare(this, other);
  }
}
