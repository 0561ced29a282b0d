package org.jobtrail.taxonomy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// ESCO's concept URIs: `.../esco/occupation/UUID` and `.../esco/isco/C2511`.
final class EscoUri {
  /// How the URIs of occupations begin.
  static final String OCCUPATION = "http://data.europa.eu/esco/occupation/";

  static final String GROUP = "http://data.europa.eu/esco/isco/C";
  private static final Pattern IS_GROUP = Pattern.compile(".*/isco/C(\\d{1,4})");

  private EscoUri() {}

  static String ofGroup(String code) {
    return GROUP + code;
  }

  /// The ISCO-08 code, when the URI is a group's.
  static Optional<String> group(String uri) {
    Matcher m = IS_GROUP.matcher(uri);
    return m.matches() ? Optional.of(m.group(1)) : Optional.empty();
  }

  static boolean isOccupation(String uri) {
    return uri.contains("/occupation/");
  }
}
