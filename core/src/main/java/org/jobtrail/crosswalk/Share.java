package org.jobtrail.crosswalk;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A target and the part of a source's jobs that goes there.
///
/// @param share in `(0, 1]`; the shares of one source sum to 1
public record Share(String target, double share) {
  public Share {
    Crosswalk.checkCode(target);
    if (!(share > 0) || share > 1 + 1e-9) {
      throw new IllegalArgumentException(
          "the share of " + target + " must be in (0, 1], found " + share);
    }
  }

  /// As files write it: `2411:0.5 2419:0.5`, empty for none; six decimals at most.
  public static String text(List<Share> shares) {
    return shares.stream()
        .map(share -> share.target() + ':' + decimal(share.share()))
        .collect(Collectors.joining(" "));
  }

  /// Six decimals at most, no zeros at the end.
  public static String decimal(double value) {
    return String.format(Locale.ROOT, "%.6f", value)
        .replaceFirst("0+$", "")
        .replaceFirst("\\.$", "");
  }
}
