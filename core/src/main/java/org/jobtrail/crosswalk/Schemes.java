package org.jobtrail.crosswalk;

import java.util.Locale;

/// Names of classifications, compared by letters and digits alone: `ISCO-08` is `isco08`.
public final class Schemes {
  private Schemes() {}

  /// Letters and digits of the name, lower case.
  public static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  public static boolean same(String a, String b) {
    return key(a).equals(key(b));
  }

  /// Whether the codes are ISCO-08 groups.
  public static boolean isIsco08(String name) {
    return same(name, "ISCO-08") || same(name, "ISCO-2008");
  }
}
